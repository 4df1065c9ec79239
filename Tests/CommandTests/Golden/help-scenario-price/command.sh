churn-forecast scenario price --help
