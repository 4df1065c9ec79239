"""Writes made-up-reports.csv and made-up-incidents.json: invented signals about a service from 20 February to 2 April 2023, in UTC.

Only two numbers are real: on 1 March 2023 an outage monitor counted 4,200 reports in the US and 1,600 in France within an hour.
"""
import csv
import json
import math
import os
import random
from datetime import datetime, timedelta, timezone

HERE = os.path.dirname(os.path.abspath(__file__))
START = datetime(2023, 2, 20, tzinfo=timezone.utc)
HOURS = 42 * 24
# Usual reports an hour, hours before UTC of the evening peak, and outages: first hour, reports by hour.
COUNTRIES = {
    "US": (60, 2, {"2023-03-01T10": [1900, 4200, 2600, 700], "2023-03-06T16": [2400, 3100, 900], "2023-03-20T01": [420, 380]}),
    "FR": (18, 20, {"2023-03-01T10": [700, 1600, 800, 150], "2023-03-06T16": [500, 640, 210], "2023-03-27T18": [160, 140, 90]}),
}
random.seed(20230301)


def poisson(mean):
    # Gamma with a spread of 20 % makes the counts wider than Poisson.
    mean *= random.gammavariate(25, 1 / 25)
    if mean > 500:
        return max(0, round(random.gauss(mean, math.sqrt(mean))))
    limit, count, product = math.exp(-mean), 0, random.random()
    while product > limit:
        count, product = count + 1, product * random.random()
    return count


rows = []
for country, (usual, peak, outages) in COUNTRIES.items():
    extra = {}
    for first, reports in outages.items():
        begin = datetime.fromisoformat(first + ":00:00+00:00")
        extra.update({begin + timedelta(hours=hour): count for hour, count in enumerate(reports)})
    for hour in range(HOURS):
        time = START + timedelta(hours=hour)
        day = math.exp(0.8 * math.cos(2 * math.pi * (time.hour - peak) / 24)) / 1.17
        weekend = 0.8 if time.weekday() >= 5 else 1
        count = extra.get(time) or poisson(usual * day * weekend)
        rows.append((time.strftime("%Y-%m-%dT%H:%M:%SZ"), country, count))
with open(os.path.join(HERE, "made-up-reports.csv"), "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["time", "country", "reports"])
    writer.writerows(rows)
incidents = [
    ("2023-03-01T10:20:00Z", "2023-03-01T13:05:00Z", "major", ["Timelines", "Search"]),
    ("2023-03-06T16:40:00Z", "2023-03-06T18:10:00Z", "critical", ["Links", "Images"]),
    ("2023-03-15T07:00:00Z", "2023-03-15T09:00:00Z", "maintenance", ["Ads"]),
    ("2023-03-22T12:05:00Z", "2023-03-22T12:50:00Z", "minor", ["Direct messages"]),
]
with open(os.path.join(HERE, "made-up-incidents.json"), "w") as file:
    json.dump({"incidents": [
        {"started_at": start, "resolved_at": end, "impact": impact, "components": [{"name": name} for name in parts]}
        for start, end, impact, parts in incidents]}, file, indent=2)
    file.write("\n")
