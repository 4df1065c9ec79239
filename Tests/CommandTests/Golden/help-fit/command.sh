churn-forecast fit --help
