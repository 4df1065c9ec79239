churn-forecast fit input/monthly.csv --driver outages --driver 'lag(outages, 0)'
