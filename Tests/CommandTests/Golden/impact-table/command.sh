churn-forecast impact data/lookback/countries.csv --series country --treated US --event 2022-11
