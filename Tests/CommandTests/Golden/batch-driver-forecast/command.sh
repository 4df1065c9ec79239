churn-forecast batch input/panel.csv --driver outages --driver-forecast auto --draws 200 --months 2 --quiet
