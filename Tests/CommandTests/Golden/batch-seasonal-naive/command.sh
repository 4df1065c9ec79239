churn-forecast batch input/panel.csv --benchmark seasonal-naive --months 3 --quiet
