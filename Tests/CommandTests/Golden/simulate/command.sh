churn-forecast simulate --model data/simulated/truth.yaml --months 12 --seed 3
