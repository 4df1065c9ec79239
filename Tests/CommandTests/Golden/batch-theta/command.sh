churn-forecast batch input/panel.csv --benchmark theta --months 3 --quiet
