churn-forecast fit input/flows.csv --model input/flows-lost.yaml --out fit.json > /dev/null
churn-forecast report fit.json --out page.md
cat page.md
cksum *.svg
