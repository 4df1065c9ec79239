printf 'month,mau\n2020-01,5\n2020-01,6\n' > data.csv
churn-forecast fit data.csv
