churn-forecast scenario attribute --help
