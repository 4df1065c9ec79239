churn-forecast fit input/monthly.csv --driver 'carryover(outages, 1.2)'
