churn-forecast scenario run data/simulated/known-truth.yaml
