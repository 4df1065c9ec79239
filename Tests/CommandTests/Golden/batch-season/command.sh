churn-forecast batch input/panel.csv --driver 'carryover(outages, 0.5)' --seasonality monthly --months 2 --quiet --out out
for file in $(find out -type f | LC_ALL=C sort); do echo "== $file"; case $file in *manifest.json) sed -n '/"identity"/,/^  }/p;/"counts"/,/^  }/p' $file ;; *) cat $file ;; esac; done
