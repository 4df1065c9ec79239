cat > plan.yaml <<'Y'
title: "Outages that are counted with errors"
base: {data: data/signals/made-up-history.csv}
model:
  baseline: constant
  errors: independent
  drivers: {outages: {standardError: outages_se}}
horizon: 2022-12
scenarios:
  as-it-is: {outages: {to: 2.5, from: 2022-02}}
  fewer: {outages: {to: 1.5, from: 2022-02}}
Y
churn-forecast scenario run plan.yaml
churn-forecast scenario attribute plan.yaml --scenario fewer
sed 's/standardError: outages_se/standardError: 0.7/' plan.yaml > constant.yaml
churn-forecast scenario run constant.yaml --format csv
