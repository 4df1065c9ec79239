churn-forecast report input/plan.yaml --out page.html
cat page.html
