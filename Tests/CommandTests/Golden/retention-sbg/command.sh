churn-forecast retention data/lookback/renewals.csv --curve sbg --ages 12
