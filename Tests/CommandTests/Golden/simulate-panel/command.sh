churn-forecast simulate --model input/truth.yaml --months 9 --count 2 --out panel.csv
cat panel.csv
