churn-forecast scenario goal input/plan.yaml --keep 9.9M --with tone --scenario storm --probability 0.8 --between 0.5,1.5
