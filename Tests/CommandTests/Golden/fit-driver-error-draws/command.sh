printf 'drivers:\n  outages: {standardError: {column: outages_se, draws: input/draws.csv}}\nbaseline: constant\nerrors: independent\n' > model.yaml
churn-forecast fit data/signals/made-up-history.csv --model model.yaml
head -40 input/draws.csv > short.csv
churn-forecast fit data/signals/made-up-history.csv --driver outages --driver-error outages=outages_se,short.csv
