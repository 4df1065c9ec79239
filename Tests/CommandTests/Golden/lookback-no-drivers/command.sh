churn-forecast lookback input/monthly.csv --baseline constant --seasonality monthly
