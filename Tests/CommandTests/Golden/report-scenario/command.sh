churn-forecast report data/twitter/insider-intelligence.yaml --out page.md
cat page.md
cksum *.svg
