"""The past: damaged and hostile histories, panels, cohorts and growth accounting, read by lookback, impact, retention and batch --pool."""

import math

import mutations
from cases import Case, Step
from signals import RATES, cell, table

MONTHS = ["2020-01", "2021-06", "2022-11", "1999-12", "2030-01", "2022", "2022-Q4", "0001-01", "9999-12", "x", ""]
LEVELS = ["0", "1", "reference", "year-before", "levels.csv", "-1e100", "1e308", "nan", "", "x"]


def month(random, index, rate):
    if random.random() < rate:
        return random.choice(mutations.MONTHS)
    return "%d-%02d" % (2019 + index // 12, index % 12 + 1)


def history(random):
    count, rate = random.choice([0, 1, 2, 3, 8, 24, 48, 60]), random.choice(RATES)
    rows, users = [["month", "mau", "outages", "tone"]], 1e6
    for index in range(count):
        outages = random.randint(0, 4)
        users *= math.exp(0.01 - 0.005 * outages + random.gauss(0, random.choice([0, 0.01, 0.01, 0.3])))
        shown = "" if random.random() < random.choice([0, 0, 0.3, 0.7]) else "%d" % users
        rows.append([month(random, index, rate), cell(random, shown, rate), cell(random, str(outages), rate),
                     cell(random, "%.3f" % random.random(), rate)])
    return table(rows)


def countries(random):
    count, rate = random.choice([0, 1, 9, 12, 30]), random.choice(RATES)
    names = [random.choice(["US", "FR", "DE", mutations.NAMES[index % len(mutations.NAMES)]]) for index in range(random.choice([1, 2, 3, 6, 10]))]
    if random.random() < 0.5:
        rows = [["month"] + names]
        for index in range(count):
            rows.append([month(random, index, rate)] + [cell(random, "%.6g" % (1e6 * random.random()), rate) for _ in names])
        return table(rows)
    rows = [["series", "month", "mau"]]
    for name in names:
        for index in range(count):
            if random.random() >= rate:
                rows.append([name, month(random, index, rate), cell(random, "%d" % (1e6 * random.random()), rate)])
    return table(rows)


def cohorts(random):
    count, rate = random.choice([0, 1, 2, 6, 18]), random.choice(RATES)
    cells = []
    for index in range(count):
        users, name = random.choice([0, 1, 100, 5000, 2 ** 40]), month(random, index, rate)
        if random.random() < 0.1:
            name = random.choice(mutations.NAMES)
        for age in range(count - index + random.choice([0, 0, 1])):
            cells.append((name, age, users))
            users = int(users * random.choice([1, 0.9, 0.7, 0, 1.1] if random.random() < rate else [0.9, 0.8, 0.7]))
    if random.random() < 0.5:
        return table([["cohort", "age", "users"]] + [[cell(random, name, rate), cell(random, str(age), rate), cell(random, str(users), rate)]
                                                     for name, age, users in cells])
    width = max([age for _, age, _ in cells], default=0) + 1
    rows = {}
    for name, age, users in cells:
        rows.setdefault(name, [""] * width)[age] = cell(random, str(users), rate)
    return table([["cohort"] + [str(age) for age in range(width)]] + [[name] + row for name, row in rows.items()])


def accounting(random):
    rate, users = random.choice(RATES), 1000
    rows = [["month", "new", "retained", "resurrected", "churned", "mau"][: random.randint(3, 6)]]
    for index in range(random.choice([0, 1, 2, 12])):
        new, kept, back = random.randint(0, 300), int(users * random.random()), random.randint(0, 50)
        row = [month(random, index, rate), new, kept, back, users - kept, new + kept + back]
        rows.append([row[0]] + [cell(random, str(value), rate) for value in row[1 : len(rows[0])]])
        users = new + kept + back
    return table(rows)


def generate(random, seeds):
    def damaged(content):
        return mutations.changed_bytes(random, content) if random.random() < 0.25 else content

    page = ["--page", random.choice(["page.html", "page.md"])] if random.random() < 0.2 else []
    form = ["--format", random.choice(["table", "csv", "json"])]
    files = {"data.csv": damaged(history(random)), "levels.csv": damaged(history(random))}
    chance = random.random()
    if chance < 0.4:
        arguments = ["lookback", "data.csv"] + page + form + ["--draws", random.choice(["100", "100", "1000", "1"])]
        for driver in random.sample(["outages", "tone", "carryover(outages, fit)", "step(2020-06)"], random.randint(0, 2)):
            arguments += ["--driver", driver]
        arguments += ["--baseline", random.choice(["constant", "saturating", "logistic", "drifting", "decaying"])]
        if random.random() < 0.3:
            arguments += ["--timing", random.choice(["month-average", "quarter-average"])]
        if random.random() < 0.5:
            arguments += ["--set", "%s=%s" % (random.choice(["outages", "tone", "x"]), random.choice(LEVELS))]
        if random.random() < 0.5:
            arguments += [random.choice(["--since", "--until"]), random.choice(MONTHS)]
        return Case("past", files, [Step(arguments)])
    if chance < 0.65:
        files = {"panel.csv": damaged(countries(random))}
        arguments = ["impact", "panel.csv", "--treated", random.choice(["US", "FR", "x"]), "--event", random.choice(MONTHS[:6] + ["2019-12"])] + page + form
        if random.random() < 0.4:
            arguments += ["--method", random.choice(["synthetic-control", "sdid", "did", "local-level", "x"])]
        if random.random() < 0.2:
            arguments += ["--controls", random.choice(["FR,DE", "US", ",", "x"])]
        return Case("past", files, [Step(arguments)])
    if chance < 0.9:
        files["cohorts.csv"] = damaged(cohorts(random) if random.random() < 0.75 else accounting(random))
        arguments = ["retention", "cohorts.csv", "--draws", "100", "--months", random.choice(["0", "3", "12"])] + page + form
        if random.random() < 0.6:
            arguments += ["--curve", random.choice(["sbg", "bdw", "hazard"])]
        if random.random() < 0.3:
            arguments += ["--data", "data.csv", "--driver", random.choice(["outages", "tone", "x"])]
            arguments += ["--set", random.choice(["outages=0", "tone=1e100", "x=1"])] if random.random() < 0.5 else []
        if random.random() < 0.3:
            arguments += ["--backtest", random.choice(["1", "3", "2019-06", "x"])]
        if random.random() < 0.3:
            arguments += [random.choice(["--allow-growth", "--seasonality=monthly", "--ages=30", "--fit-ages=2", "--new-users=trend", "--new-users=1M"])]
        return Case("past", files, [Step(arguments)])
    files = {"panel.csv": damaged(countries(random).replace(b"mau", b"mau,outages", 1) if random.random() < 0.2 else seeds_panel(random))}
    return Case("past", files, [Step(["batch", "panel.csv", "--driver", "outages", "--baseline", "constant", "--pool", "--months", "3", "--quiet",
                                      "--driver-forecast", random.choice(["hold", "auto"])])])


def seeds_panel(random):
    rate = random.choice(RATES)
    rows = [["series", "month", "mau", "outages"]]
    for series in range(random.choice([0, 1, 3, 6])):
        users = 1e5
        for index in range(random.choice([0, 3, 6, 8, 24])):
            outages = random.randint(0, 3)
            users *= math.exp(-0.01 * outages + random.gauss(0.01, 0.01))
            rows.append(["s%d" % series, month(random, index, rate), cell(random, "%d" % users, rate), cell(random, str(outages), rate)])
    return table(rows)
