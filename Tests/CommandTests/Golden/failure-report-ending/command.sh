churn-forecast report input/monthly.csv --out page.pdf
