churn-forecast fit data/twitter/mau-quarterly.csv --baseline saturating --out fit.json > /dev/null
churn-forecast forecast fit.json --months 24
