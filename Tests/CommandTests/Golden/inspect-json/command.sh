churn-forecast inspect input/monthly.csv --format json
