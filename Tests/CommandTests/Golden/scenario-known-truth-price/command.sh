churn-forecast scenario price data/simulated/known-truth.yaml
