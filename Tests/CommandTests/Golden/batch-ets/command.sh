churn-forecast batch input/panel.csv --benchmark ets --months 3 --quiet
