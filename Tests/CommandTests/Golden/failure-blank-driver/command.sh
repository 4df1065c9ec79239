churn-forecast fit input/gaps.csv --driver outages
