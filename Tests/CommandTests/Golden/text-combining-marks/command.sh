printf 'series,month,mau\n' > panel.csv
for name in '"a,\314\201b"' '"x""\342\200\215y"' '"'"'"'=x"' '=x' 'caf\303\251' 'cafe\314\201'; do
  for month in 01 02 03 04 05 06 07 08 09 10 11 12; do printf "$name,2023-$month,%d\n" $((1000 + 1${month} % 7 * 13)); done
done >> panel.csv
churn-forecast batch panel.csv --baseline constant --months 2 --out o --quiet
cat o/part-00000.csv
churn-forecast report o --out page.md && grep -a '^| .* | 2024-01 … ' page.md
