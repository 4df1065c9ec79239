churn-forecast fit input/monthly.csv --driver outages --model auto --to 2019-06 --out fit.json > /dev/null
cat fit.json
