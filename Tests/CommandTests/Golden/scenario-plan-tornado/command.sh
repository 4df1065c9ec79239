churn-forecast scenario tornado input/plan.yaml --scenario worse --month 2023-12
