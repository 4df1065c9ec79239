churn-forecast fit input/flows.csv --model input/flows-lost.yaml
