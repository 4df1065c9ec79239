churn-forecast simulate --model data/simulated/truth.yaml --months 12 --count 6 --out panel.csv > /dev/null
churn-forecast batch panel.csv --driver outages --baseline constant --errors independent --pool --months 2 --driver-forecast hold --quiet --out forecasts
cat forecasts/pooling.csv
head -5 forecasts/part-00000.csv
head -4 forecasts/coefficients/part-00000.csv
