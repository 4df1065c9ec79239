churn-forecast fit input/monthly.csv --baseline linear
