churn-forecast fit input/monthly.csv --model input/unknown-key.yaml
