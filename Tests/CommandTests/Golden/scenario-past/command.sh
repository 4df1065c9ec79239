churn-forecast scenario run input/past.yaml
