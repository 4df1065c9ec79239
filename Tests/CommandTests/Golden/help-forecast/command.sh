churn-forecast forecast --help
