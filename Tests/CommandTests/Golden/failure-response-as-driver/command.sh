churn-forecast fit input/monthly.csv --driver mau
