churn-forecast batch input/panel.csv --benchmark combination --months 3 --quiet
