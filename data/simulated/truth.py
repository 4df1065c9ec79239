"""The true attribution and prices of known-truth.yaml, from the coefficients behind two-causes.csv.

    python3 data/simulated/truth.py

Expected growth is g = 0.01 - 0.004 (outages - 2) - 0.1 (z - 0.3), z = 0.8 z' + 0.2 negativity (z' of the month before),
without innovations: what `scenario attribute` and `scenario price` answer at their centre, here with the true
coefficients. Needs nothing beside Python.
"""

import csv
import math
from pathlib import Path

BASELINE, OUTAGES, NEGATIVITY, DECAY = 0.01, 0.004, 0.1, 0.8
MONTHS = 24  # 2026-01 to 2027-12

with open(Path(__file__).parent / "two-causes.csv") as file:
    rows = list(csv.DictReader(file))
base = float(rows[-1]["mau"])

# The carryover in the base month; its start, ten years earlier, no longer matters.
state = float(rows[0]["negativity"])
for row in rows:
    state = DECAY * state + (1 - DECAY) * float(row["negativity"])

# The paths of known-truth.yaml; month 0 is 2026-01, month 2 is 2026-03.
calm = {"outages": [2.0] * MONTHS, "negativity": [0.3] * MONTHS}
storm = {
    "outages": [2.0 if month < 2 else 5.0 for month in range(MONTHS)],
    "negativity": [0.3 + 0.1 * min(1, max(0, month - 1) / 6) for month in range(MONTHS)],
}


def users(outages, negativity):
    """Expected users by month."""
    level, z, path = math.log(base), state, []
    for month in range(MONTHS):
        z = DECAY * z + (1 - DECAY) * negativity[month]
        level += BASELINE - OUTAGES * (outages[month] - 2) - NEGATIVITY * (z - 0.3)
        path.append(math.exp(level))
    return path


def attribution(measure):
    """Shapley values of two causes: the mean of both orders of switching them."""
    none = measure(users(calm["outages"], calm["negativity"]))
    one = measure(users(storm["outages"], calm["negativity"]))
    other = measure(users(calm["outages"], storm["negativity"]))
    both = measure(users(storm["outages"], storm["negativity"]))
    return ((one - none + both - other) / 2, (other - none + both - one) / 2, both - none)


def added(path, amount, months):
    return [value + (amount if month in months else 0) for month, value in enumerate(path)]


def line(name, value):
    print(f"{name:52}{value:>16,.0f}")


print(f"base: {base:,.0f} users in {rows[-1]['month']}")
for title, measure in (("2027-12", lambda path: path[-1]), ("all months up to 2027-12 together", sum)):
    outages, negativity, both = attribution(measure)
    print(f"\nstorm compared with reference, {title}")
    line(f"  outages ({outages / both:.1%})", outages)
    line(f"  negativity ({negativity / both:.1%})", negativity)
    line("  total", both)

print("\nprices in storm, users in 2027-12")
plain = users(storm["outages"], storm["negativity"])[-1]
for name, months in (("every month from 2026-01", range(MONTHS)), ("once, in 2026-01", range(1))):
    line(f"  one more outage, {name}", users(added(storm["outages"], 1, months), storm["negativity"])[-1] - plain)
    line(
        f"  0.01 more negativity, {name}",
        users(storm["outages"], added(storm["negativity"], 0.01, months))[-1] - plain)
