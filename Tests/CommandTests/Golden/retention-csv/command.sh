churn-forecast retention data/lookback/cohorts.csv --format csv --ages 20
