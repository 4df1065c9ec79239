churn-forecast fit input/monthly.csv --driver outages --driver negativity --out fit.json > /dev/null
churn-forecast report fit.json --months 6 --out page.html
cksum page.html
