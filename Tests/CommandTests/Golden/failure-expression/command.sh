churn-forecast fit input/monthly.csv --driver 'carryovr(outages, 0.8)'
