churn-forecast scenario attribute input/plan.yaml
churn-forecast scenario attribute input/plan.yaml --scenario worse --against storm --cumulated --month 2023-12
