churn-forecast outages data/signals/made-up-reports.csv data/signals/made-up-incidents.json
