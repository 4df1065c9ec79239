churn-forecast fit input/monthly.csv --model auto --driver outages --out fit.json > /dev/null
churn-forecast report fit.json --out page.md
cat page.md
cksum *.svg
