churn-forecast fit input/monthly.csv --driver outages --driver negativity --out fit.json > /dev/null
churn-forecast forecast fit.json --months 12 --future input/future.csv --levels 50,80,95
