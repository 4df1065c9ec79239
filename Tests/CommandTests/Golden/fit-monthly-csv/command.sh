churn-forecast fit input/monthly.csv --driver outages --driver negativity --format csv
