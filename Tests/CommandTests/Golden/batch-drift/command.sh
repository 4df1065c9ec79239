churn-forecast batch input/panel.csv --benchmark drift --months 3 --quiet
