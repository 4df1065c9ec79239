churn-forecast simulate --help
