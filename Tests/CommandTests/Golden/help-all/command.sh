churn-forecast --help
