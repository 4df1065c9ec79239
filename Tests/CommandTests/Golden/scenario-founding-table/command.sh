churn-forecast scenario run data/twitter/insider-intelligence.yaml
