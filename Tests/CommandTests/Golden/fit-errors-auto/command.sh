churn-forecast fit input/monthly.csv --driver outages --errors auto
