#!/usr/bin/env bash
# From raw signals to a scenario: made-up reports and posts become the levels of data/twitter/insider-intelligence.yaml.
# Run it in the folder of the project, with the program on the path. Usage: notebooks-docs/signals-to-scenario.sh [FOLDER for what it writes]
set -euo pipefail
folder="${1:-.}"
churn-forecast outages data/signals/made-up-reports.csv data/signals/made-up-incidents.json --out "$folder/outages.csv" > "$folder/outages.txt"
churn-forecast negativity data/signals/made-up-posts.csv --labels data/signals/made-up-sample.csv --train \
  --out "$folder/negativity.csv" > "$folder/negativity.txt"
# Outages of the month that is covered as a whole; the share of negative posts since November 2022 over the share before.
outages=$(awk -F, 'NR > 1 { sum += $2; months++ } END { printf "%.2f", sum / months }' "$folder/outages.csv")
ratio=$(awk -F, 'NR > 1 { if ($1 < "2022-11") { before += $2; n++ } else { after += $2; m++ } } END { printf "%.2f", after / m / (before / n) }' \
  "$folder/negativity.csv")
echo "Outages a month: $outages. Negative posts, since November 2022 over before: $ratio."
sed -e "s|outages: {to: 2.8, from: 2022-11}|outages: {to: $outages, from: 2022-11}|" \
  -e "s|hateful_content: {to: 1.39, from: 2022-11}|hateful_content: {to: $ratio, from: 2022-11}|" \
  -e "s|data: insider-intelligence.csv|data: $PWD/data/twitter/insider-intelligence.csv|" \
  data/twitter/insider-intelligence.yaml > "$folder/signals.yaml"
churn-forecast scenario run "$folder/signals.yaml"
