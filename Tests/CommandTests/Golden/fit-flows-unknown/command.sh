churn-forecast fit input/flows.csv --model input/flows-unknown.yaml
