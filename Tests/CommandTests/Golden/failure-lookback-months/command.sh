churn-forecast lookback input/monthly.csv --driver outages --baseline constant --since 2010-01
