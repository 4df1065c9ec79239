churn-forecast scenario tornado data/twitter/what-if.yaml
