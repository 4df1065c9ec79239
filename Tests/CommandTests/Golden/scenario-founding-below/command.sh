churn-forecast scenario run data/twitter/insider-intelligence.yaml --below 350M --below 300M
