churn-forecast retention data/lookback/renewals.csv --format json
