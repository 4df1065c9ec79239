churn-forecast fit input/monthly.csv --driver 'carryover(outages, 0.8):harmful' --driver 'log(negativity)' --errors 'ar(1)'
