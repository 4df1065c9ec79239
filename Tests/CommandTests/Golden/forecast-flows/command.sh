churn-forecast fit input/flows.csv --model input/flows-lost.yaml --out fit.json > /dev/null
churn-forecast forecast fit.json --months 5
churn-forecast forecast fit.json --months 5 --format json
