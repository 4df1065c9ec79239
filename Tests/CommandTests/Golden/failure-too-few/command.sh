churn-forecast fit input/monthly.csv --driver outages --seasonality monthly --to 2018-10
