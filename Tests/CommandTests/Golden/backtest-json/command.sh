churn-forecast backtest input/monthly.csv --driver outages --driver negativity --months 3 --every 3 --format json
