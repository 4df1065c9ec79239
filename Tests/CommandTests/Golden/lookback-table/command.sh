churn-forecast lookback input/monthly.csv --driver outages --driver negativity --baseline constant --since 2019-01
