churn-forecast inspect input/spreadsheet.csv --mau "Utilisateurs actifs (M)"
