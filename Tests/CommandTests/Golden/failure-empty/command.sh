printf "" > data.csv
churn-forecast fit data.csv
