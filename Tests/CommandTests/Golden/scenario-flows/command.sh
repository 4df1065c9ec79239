churn-forecast fit input/flows.csv --model input/flows-lost.yaml --out fit.json > /dev/null
printf 'fit: fit.json\nhorizon: 2024-12\nscenarios: {a: {}}\n' > s.yaml
churn-forecast scenario run s.yaml
