churn-forecast scenario run data/twitter/regions-joint.yaml
