churn-forecast backtest input/monthly.csv --months 2 --every 6 --levels 50,90
