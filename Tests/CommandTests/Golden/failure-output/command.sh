churn-forecast fit input/monthly.csv --out nowhere/fit.json
