churn-forecast fit input/flows.csv --model input/flows-lost.yaml --to 2021-06 --out fit.json > /dev/null
cat fit.json
