churn-forecast lookback input/monthly.csv --driver outages --baseline constant --set outages=input/levels.csv --since 2019-01 --levels 90 --format csv
