churn-forecast fit input/monthly.csv --driver 'pulse(2020-04)' --driver 'lag(outages, 0...2)' --from 2018-06 --to 2021-03
