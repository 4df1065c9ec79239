(sed 's/^month/series,month/;s/^2/a,2/' input/flows.csv; sed 1d input/flows.csv | sed 's/^2/b,2/') > flows.csv
churn-forecast batch flows.csv --model input/flows-lost.yaml --months 2 --quiet --out out
for file in $(find out -type f | LC_ALL=C sort); do echo "== $file"; case $file in *manifest.json) sed -n '/"identity"/,/^  }/p;/"counts"/,/^  }/p' $file ;; *) cat $file ;; esac; done
