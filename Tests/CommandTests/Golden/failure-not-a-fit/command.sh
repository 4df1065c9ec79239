churn-forecast forecast input/plan.yaml
