churn-forecast simulate --model input/truth.yaml --months 9 --series 2 --out panel.csv
cat panel.csv
