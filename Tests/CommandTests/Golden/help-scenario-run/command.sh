churn-forecast scenario run --help
