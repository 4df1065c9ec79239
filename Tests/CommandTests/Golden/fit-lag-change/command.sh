churn-forecast fit input/monthly.csv --driver 'lag(outages, 1)' --driver 'change(negativity)' --baseline decaying --standard-errors newey-west
