churn-forecast lookback input/monthly.csv --model auto --driver outages --set outages=0.5 --since 2019-07
