churn-forecast backtest input/monthly.csv --first 60
