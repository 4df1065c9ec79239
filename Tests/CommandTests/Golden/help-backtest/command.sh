churn-forecast help backtest
