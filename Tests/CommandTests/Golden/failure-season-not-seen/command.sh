churn-forecast fit data/twitter/mau-quarterly.csv --seasonality monthly
