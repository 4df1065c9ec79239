printf 'country,users\nUS,95\nFR,12\n' > users.csv
churn-forecast outages data/signals/made-up-reports.csv --zone Europe/Paris --country-weights users.csv --out outages.csv --events events.csv --draws-out draws.csv > /dev/null
cat outages.csv events.csv
head -n 4 draws.csv
