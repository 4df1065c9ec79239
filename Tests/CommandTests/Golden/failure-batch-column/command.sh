churn-forecast batch input/monthly.csv --driver outages
