churn-forecast outages data/signals/made-up-incidents.json --maintenance --late --format json
