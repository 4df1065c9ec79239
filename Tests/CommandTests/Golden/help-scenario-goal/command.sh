churn-forecast scenario goal --help
