churn-forecast fit input/monthly.csv --robust huber --errors 'ar(1)'
