churn-forecast scenario run data/twitter/regions.yaml
