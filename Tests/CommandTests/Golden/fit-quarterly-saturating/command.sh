churn-forecast fit data/twitter/mau-quarterly.csv --baseline saturating
