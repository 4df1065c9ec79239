churn-forecast lookback input/monthly.csv --driver outages --baseline constant --set outages
