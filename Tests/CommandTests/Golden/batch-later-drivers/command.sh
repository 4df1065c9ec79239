churn-forecast batch input/panel.csv --driver outages --drivers input/later.csv --months 4 --quiet
