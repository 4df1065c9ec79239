awk 'BEGIN { print "time,score"; for (i = 0; i < 400; i++) printf "2023-0%d-10T00:00:00Z,%.3f\n", i % 2 + 1, (i * 7919 % 1000 + (i % 5 < 2 ? 600 : 0)) / 1700 }' > scores.csv
awk 'BEGIN { print "score,label"; for (i = 0; i < 200; i++) printf "%.3f,%s\n", (i * 6113 % 1000 + (i % 3 == 0 ? 600 : 0)) / 1700, i % 3 == 0 ? "toxic" : "fine" }' > sample.csv
churn-forecast negativity scores.csv --labels sample.csv --format json
