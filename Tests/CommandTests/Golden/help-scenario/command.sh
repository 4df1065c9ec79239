churn-forecast scenario --help
