churn-forecast fit input/monthly.csv --driver 'threshold(outages, 2)' --robust huber --standard-errors hc3
