churn-forecast scenario goal data/twitter/insider-intelligence.yaml --keep 368.4M --by 2024-12 --with outages
