churn-forecast fit input/monthly.csv --model auto --driver outages --out fit.json > /dev/null
churn-forecast forecast fit.json --months 5
churn-forecast forecast fit.json --months 5 --format csv
