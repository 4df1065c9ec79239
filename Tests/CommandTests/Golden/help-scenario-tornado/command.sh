churn-forecast scenario tornado --help
