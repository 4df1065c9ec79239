churn-forecast batch input/ungrouped.csv --benchmark drift --months 1 --quiet --out out
ls -A out
