churn-forecast batch input/panel.csv --benchmark damped-trend --months 3 --quiet
