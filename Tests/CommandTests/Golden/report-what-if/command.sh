churn-forecast report data/twitter/what-if.yaml --out page.md
cat page.md
cksum *.svg
