churn-forecast fit nowhere.csv
