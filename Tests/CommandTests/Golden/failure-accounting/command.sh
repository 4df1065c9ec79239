sed 's/^2024-06,\([0-9]*\),/2024-06,1\1,/' data/lookback/accounting.csv > off.csv
churn-forecast retention off.csv
