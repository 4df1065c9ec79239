churn-forecast retention data/lookback/cohorts.csv --data data/lookback/outages.csv --driver outages --set outages=0 --months 6 --backtest 2024-01 --draws 400
