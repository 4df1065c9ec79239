churn-forecast inspect input/spreadsheet.csv --mau "Utilisateurs actifs" --format csv
