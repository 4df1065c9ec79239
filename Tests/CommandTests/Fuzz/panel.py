"""Panels of many series: damaged, unsorted and oddly named, read by batch in all its ways; then --resume and report."""

import mutations
from cases import Case, Step
from csv_data import Table, changed, ends, model_options, small, written

BENCHMARKS = ["naive", "seasonal-naive", "drift", "damped-trend", "ets", "theta", "combination"]


def panel(random, seeds):
    choice = random.random()
    if choice < 0.25:
        table = Table.read(seeds.files["panel.csv"])
    elif choice < 0.35:
        table = Table.read(seeds.files["ungrouped.csv"])
    else:
        table = Table([["series", "month", "mau", "outages"]])
        for _ in range(random.choice([0, 1, 1, 2, 3, 8])):
            name = mutations.any_name(random, mutations.LONG) if random.random() < 0.6 else "s%d" % random.randrange(20)
            table.rows += small(random, ("series", "month", "mau", "outages"), name, random.choice([1, 3, 8, 14, 26])).rows[1:]
    rows = table.rows
    if random.random() < 0.1:
        body = rows[1:]
        random.shuffle(body)
        rows[1:] = body
    if random.random() < 0.03:
        rows[0] += ["c%d" % number for number in range(random.choice([10, 1000, 30000]))]
    return changed(random, table) if random.random() < 0.65 else table


def generate(random, seeds):
    table = panel(random, seeds)
    files = {"panel.csv": written(random, table)}
    standard_input = random.random() < 0.1
    call = ["batch", "-" if standard_input else "panel.csv"]
    options = []
    if random.random() < 0.45:
        options += ["--benchmark", random.choice(BENCHMARKS)]
    else:
        options += model_options(random, table)
        if random.random() < 0.15:
            files["model.yaml"] = random.choice([b"drivers: {outages: {}}\nfallback: naive\n",
                b"baseline: saturating\nfallback: drift\n", b"{}\n"])
            options = ["--model", "model.yaml"]
    options += ["--months", random.choice(["1", "2", "3"])]
    if random.random() < 0.2:
        later = changed(random, small(random, ("series", "month", "outages"), random.choice(["Brazil", "India", "s1"])))
        files["future.csv"] = written(random, later)
        options += ["--future", "future.csv"]
    if random.random() < 0.2:
        options += ["--draws", random.choice(["100", "102", "200"])]
    if random.random() < 0.3:
        options += ["--sort"]
    if random.random() < 0.3:
        options += ["--jobs", random.choice(["1", "2", "3"])]
    if random.random() < 0.3:
        options += ["--part-size", random.choice(["1", "2", "3", "1000000"])]
    if random.random() < 0.1:
        options += ["--driver-forecast", random.choice(["auto", "counts", "poisson", "mean-reversion", "seasonal",
            "random-walk"])]
    if random.random() < 0.1:
        options += ["--levels", random.choice(mutations.LEVELS)]
    if random.random() < 0.05 and table.rows and table.rows[0]:
        options += [random.choice(["--series", "--mau", "--month"]), random.choice(table.rows[0])[:1000]]
    if random.random() < 0.5:
        options.append("--quiet")
    stdin = "panel.csv" if standard_input else None
    if random.random() < 0.45:
        steps = [Step(call + options, stdin)]
    else:
        steps = [Step(call + options + ["--out", "out"], stdin)]
        if random.random() < 0.4 and not standard_input:
            steps.append(Step(call + options + ["--resume", "--out", "out"], stdin))
        if random.random() < 0.6:
            steps.append(Step(["report", "out", "--out", random.choice(["page.html", "page.md"])]))
    return Case("panel", files, [ends(random, step) for step in steps])
