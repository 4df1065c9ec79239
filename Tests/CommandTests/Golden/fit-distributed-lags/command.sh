churn-forecast fit input/monthly.csv --model input/lags.yaml --from 2018-06
