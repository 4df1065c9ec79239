churn-forecast fit input/monthly.csv --driver 'log(outages)'
