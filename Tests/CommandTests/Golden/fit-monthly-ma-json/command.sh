churn-forecast fit input/monthly.csv --driver outages --errors 'ma(1)' --format json
