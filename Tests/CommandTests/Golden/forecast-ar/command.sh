churn-forecast fit input/monthly.csv --driver outages --errors 'ar(1)' --baseline saturating --seasonality monthly --out fit.json > /dev/null
churn-forecast forecast fit.json --months 5 --format csv
