churn-forecast fit input/monthly.csv --model input/not-yaml.yaml
