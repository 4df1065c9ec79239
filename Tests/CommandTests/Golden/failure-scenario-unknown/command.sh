churn-forecast scenario attribute input/plan.yaml --scenario strom
