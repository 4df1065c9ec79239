churn-forecast fit input/monthly.csv --driver outages --driver negativity --out fit.json > /dev/null
sed 's/"references"/"reference"/' fit.json > damaged.json
churn-forecast forecast damaged.json
