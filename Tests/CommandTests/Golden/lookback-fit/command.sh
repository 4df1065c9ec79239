churn-forecast fit input/monthly.csv --driver outages --baseline saturating --seasonality monthly --out fit.json > /dev/null
churn-forecast lookback fit.json --set outages=year-before --since 2019-01 --until 2019-06 --format json
