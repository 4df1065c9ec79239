churn-forecast fit input/monthly.csv --model auto --driver outages --format json
