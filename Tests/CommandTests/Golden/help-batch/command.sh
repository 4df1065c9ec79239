churn-forecast batch --help
