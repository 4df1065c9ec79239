churn-forecast report data/twitter/mau-quarterly.csv --baseline saturating --months 6 --out page.md
cat page.md
cksum *.svg
