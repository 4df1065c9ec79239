churn-forecast backtest data/twitter/mau-quarterly.csv --baseline saturating --months 12 --first 24
