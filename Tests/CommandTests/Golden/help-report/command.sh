churn-forecast report --help
