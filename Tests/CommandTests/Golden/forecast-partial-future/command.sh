churn-forecast fit input/monthly.csv --driver outages --driver negativity --out fit.json > /dev/null
churn-forecast forecast fit.json --months 24 --future input/future.csv
