churn-forecast scenario run data/twitter/what-if.yaml
