"""Makes of simulated data a table as a spreadsheet writes it: title, comma before decimals, millions, percent, a figure that is missing.

    churn-forecast simulate --model data/simulated/two-causes.yaml --months 60 --seed 9 |
      python3 data/simulated/export.py > data/simulated/export.csv
"""

import csv
import sys

rows = [row for row in csv.DictReader(sys.stdin) if row["mau"]]
print("Users and incidents, export of the product team")
print("Month;Active users (M);Outages;Negative posts;Comment")
for number, row in enumerate(rows):
    year, month = row["month"].split("-")
    users = "n/a" if number == 31 else f"{float(row['mau']) / 1e6:.3f}".replace(".", ",")
    negativity = f"{float(row['negativity']) * 100:.1f} %".replace(".", ",")
    comment = "counting changed" if number == 31 else ""
    print(f"01.{month}.{year};{users};{float(row['outages']):.0f};{negativity};{comment}")
