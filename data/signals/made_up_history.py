"""Writes made-up-history.csv: users of six years, which every outage a month lowers by 1 %, and outages counted with a standard error of 0.7."""
import math
import os
import random

random.seed(2016)
rows, level = ["month,mau,outages,outages_se"], 16.0
for number in range(73):
    outages = random.gammavariate(4, 0.5)
    level += 0.02 - 0.01 * (outages - 2) + random.gauss(0, 0.008)
    counted = max(0, outages + random.gauss(0, 0.7))
    rows.append(f"{2016 + number // 12}-{number % 12 + 1:02},{math.exp(level):.0f},{counted:.2f},0.70")
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "made-up-history.csv"), "w") as file:
    file.write("\n".join(rows) + "\n")
