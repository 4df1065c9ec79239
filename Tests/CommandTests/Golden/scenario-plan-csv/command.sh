churn-forecast scenario run input/plan.yaml --format csv
