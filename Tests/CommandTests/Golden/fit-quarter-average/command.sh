churn-forecast fit data/twitter/mau-quarterly.csv --baseline logistic --timing quarter-average
