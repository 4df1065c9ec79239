churn-forecast batch input/panel.csv --driver outages --months 3 --quiet --out out
sed -i -E 's/"(started|finished)" : "[^"]*"/"\1" : "2026-01-01T00:00:00Z"/; s/"seconds" : [0-9.e-]+/"seconds" : 1/' out/manifest.json
churn-forecast report out --out page.md
cat page.md
cksum *.svg
