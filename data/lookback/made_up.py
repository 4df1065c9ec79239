"""Makes the files of this folder, except renewals.csv; everything in them is made up."""

from __future__ import annotations

import math
import pathlib
import random

FOLDER = pathlib.Path(__file__).parent
OUTAGES = [0, 2, 1, 5, 1, 0, 3, 1, 2, 4, 0, 1, 6, 1, 0, 2, 3, 1, 0, 2, 1, 1, 4, 0]


def countries() -> None:
    """Nine countries, 36 months; users of the US fall from 2022-11 on by 6 % and 0.4 % a month."""
    months = 36
    common = [0.0]
    for _ in range(months):
        common.append(0.9 * common[-1] + random.gauss(0, 0.01))
    with open(FOLDER / "countries.csv", "w") as file:
        file.write("country,month,mau\n")
        for place, name in enumerate(["US", "GB", "FR", "DE", "ES", "IT", "JP", "BR", "MX"]):
            level, growth, loading = math.log(40e6 / (place + 1)), 0.004 + 0.001 * (place % 3), 0.5 + 0.15 * place
            for month in range(months):
                users = level + growth * month + loading * common[month] + random.gauss(0, 0.004)
                if name == "US" and month >= 26:
                    users -= 0.06 + 0.004 * (month - 26)
                file.write(f"{name},{2020 + (month + 8) // 12}-{(month + 8) % 12 + 1:02d},{round(math.exp(users))}\n")


def cohorts() -> None:
    """Eighteen cohorts: logit of the hazard −1.1 − 0.5 ln(age) + 0.12 (outages − 1.5)."""
    with open(FOLDER / "cohorts.csv", "w") as file:
        file.write("cohort," + ",".join(str(age) for age in range(18)) + "\n")
        for cohort in range(18):
            users = random.randint(900, 1500)
            row = [users]
            for age in range(1, 18 - cohort):
                logit = -1.1 - 0.5 * math.log(age) + 0.12 * (OUTAGES[cohort + age] - 1.5)
                hazard = 1 / (1 + math.exp(-logit))
                users = sum(1 for _ in range(users) if random.random() > hazard)
                row.append(users)
            name = f"{2023 + cohort // 12}-{cohort % 12 + 1:02d}"
            file.write(f"{name}," + ",".join(map(str, row)) + "," * (18 - len(row)) + "\n")
    with open(FOLDER / "outages.csv", "w") as file:
        file.write("month,outages\n")
        for month, count in enumerate(OUTAGES):
            file.write(f"{2023 + month // 12}-{month % 12 + 1:02d},{count}\n")


def accounting() -> None:
    """A year of growth accounting that adds up."""
    with open(FOLDER / "accounting.csv", "w") as file:
        file.write("month,new,retained,resurrected,churned,mau\n")
        users = 100000
        for month in range(12):
            new = random.randint(6000, 9000)
            retained = round(users * random.uniform(0.9, 0.95)) if month else users
            back = random.randint(500, 1500) if month else 0
            lost = users - retained if month else ""
            total = new + retained + back if month else users
            file.write(f"2024-{month + 1:02d},{new if month else 0},{retained},{back},{lost},{total}\n")
            users = total


if __name__ == "__main__":
    random.seed(22)
    countries()
    cohorts()
    accounting()
