churn-forecast scenario price data/twitter/insider-intelligence.yaml --format json
