head -n 500 data/signals/made-up-reports.csv > week.csv
churn-forecast outages week.csv --out outages.csv
ls
