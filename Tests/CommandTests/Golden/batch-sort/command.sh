churn-forecast batch input/ungrouped.csv --benchmark drift --months 1 --sort --quiet
