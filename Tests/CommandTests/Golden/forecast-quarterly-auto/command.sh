churn-forecast fit data/twitter/mau-quarterly.csv --out fit.json > /dev/null
churn-forecast forecast fit.json --months 9 --format json
