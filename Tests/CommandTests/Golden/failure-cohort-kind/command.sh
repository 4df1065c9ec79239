churn-forecast retention input/monthly.csv
