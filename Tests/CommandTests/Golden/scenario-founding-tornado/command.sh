churn-forecast scenario tornado data/twitter/insider-intelligence.yaml
