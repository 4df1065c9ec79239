cat > plan.yaml <<'END'
title: Names like formulas
base: {month: 2022-12, users: 100M}
growth: {perYear: 0.01, sd: 0.005}
innovation: 0.008
drivers:
  '=1+1': {reference: 0.3, effect: 0.02}
  outages: {reference: 0.75, effect: {value: 0.001, sd: 0.0005}}
horizon: 2023-02
scenarios:
  calm: {outages: hold}
  '=HYPERLINK(1)': {outages: 1}
  '@y': {'=1+1': 0.32}
END
for question in run price attribute tornado; do
  case $question in attribute|tornado) name='--scenario==HYPERLINK(1)' ;; *) name= ;; esac
  churn-forecast scenario $question plan.yaml $name --format csv
done
printf "drivers: {'@x': {}}\nsimulate: {coefficients: {baseline: 0.01, '@x': 0.004}, innovation: 0.01, users: 10M, start: 2019-01, drivers: {'@x': {process: poisson, rate: 2}}}\n" > truth.yaml
churn-forecast simulate --model truth.yaml --months 3 | head -2
