churn-forecast scenario attribute data/twitter/what-if.yaml
