churn-forecast batch input/panel.csv --benchmark naive --months 3 --quiet
