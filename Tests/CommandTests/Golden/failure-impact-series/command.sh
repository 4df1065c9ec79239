churn-forecast impact data/lookback/countries.csv --series country --treated UK --event 2022-11
