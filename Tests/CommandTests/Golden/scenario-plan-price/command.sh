churn-forecast scenario price input/plan.yaml --scenario storm --unit tone=0.05 --value-per-user 12.5
