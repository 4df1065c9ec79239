churn-forecast fit input/monthly.csv --model input/carryover.yaml
