churn-forecast impact data/lookback/countries.csv --series country --treated US --controls GB,FR,DE,ES --event 2022-11 --method sdid --method did --format csv
