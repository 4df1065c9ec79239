churn-forecast batch input/panel.csv --driver outages --draws 400 --seed 7 --months 2 --levels 50 --quiet
