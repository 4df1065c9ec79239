churn-forecast fit input/monthly.csv --driver outages --driver negativity --out fit.json > /dev/null
churn-forecast report fit.json --months 6 --future input/future.csv --out page.md
cat page.md
cksum *.svg
