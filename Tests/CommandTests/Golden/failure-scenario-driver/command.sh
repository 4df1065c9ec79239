churn-forecast scenario goal input/plan.yaml --keep 9M --with outage
