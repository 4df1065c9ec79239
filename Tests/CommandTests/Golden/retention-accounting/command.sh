churn-forecast retention data/lookback/accounting.csv
