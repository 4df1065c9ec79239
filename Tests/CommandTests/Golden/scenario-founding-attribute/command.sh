churn-forecast scenario attribute data/twitter/insider-intelligence.yaml
