churn-forecast fit input/monthly.csv --driver outages:helpful --driver 'log1p(negativity)'
