churn-forecast fit input/monthly.csv --driver outages --driver negativity --seasonality monthly --format json
