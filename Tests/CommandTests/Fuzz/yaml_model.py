"""Model files, and files with true parameters for simulate: changed as trees and as text."""

import mutations
import yaml_text
from cases import Case, Step
from csv_data import ends
from yaml_scenario import replaced_token

FILES = ["carryover.yaml", "lags.yaml", "fallback.yaml", "flows-acquired.yaml", "flows-lost.yaml", "flows-unknown.yaml",
    "unknown-key.yaml", "truth.yaml"]


def driver(random):
    tree = random.choice([
        {}, {"column": "outages"}, {"transform": "log1p"}, {"transform": "carryover", "decay": "fit"},
        {"transform": "carryover", "decay": 0.5}, {"transform": "lag", "months": 2},
        {"transform": "lag", "months": "0...3"}, {"transform": "almon", "months": "0...4", "degree": 2},
        {"transform": "shiller", "months": "0...3", "deviation": 0.02},
        {"transform": "threshold", "level": 2}, {"transform": "cap", "level": 2}, {"transform": "step", "at": "2019-06"},
        {"transform": "pulse", "at": "2019-06"},
        {"expression": "carryover(log1p(outages), 0.5)"}, "lag(outages, 2)", {"transform": "change"},
    ])
    if isinstance(tree, dict):
        tree = dict(tree)
        for key, values in (("reference", [0, 0.75, 2]), ("missing", ["error", "zero", "carry", "interpolate"]),
            ("effect", ["free", "harmful", "helpful"]),
                            ("prior", [{"mean": 0.02, "sd": 0.01}, {"sd": 1}, {"mean": 0, "sd": 1e-6}])):
            if random.random() < 0.15:
                tree[key] = random.choice(values)
    return tree


def model(random):
    tree = {}
    for key, values in (("mau", ["mau", {"column": "mau", "timing": "month-end"}, {"timing": "month-average"},
        {"timing": "quarter-average"}, {"standardError": 0.005}, {"rounding": "10k"}, {"rounding": "1M", "timing": "quarter-average"}]),
                        ("baseline", ["constant", "decaying", "saturating", "logistic", "drifting", "choose"]),
                        ("seasonality", ["none", "monthly"]),
                        ("errors", mutations.PROCESSES[:9]), ("standardErrors", ["newey-west", "hc3", "classical"]),
                        ("fallback", ["none", "naive", "theta", "combination"]), ("robust", ["none", "huber", "tukey"])):
        if random.random() < 0.25:
            tree[key] = random.choice(values)
    tree["drivers"] = {name: driver(random) for name in ["outages", "negativity", "third"][:random.choice([0, 1, 1, 2, 3])]}
    if random.random() < 0.15:
        tree["flows"] = random.choice([{"acquired": "new_users", "churned": "lost_users"}, {"acquired": "new_users"},
            {"churned": "lost_users"}, {"acquisition": "constant"}, {"acquisition": "logistic"}])
        tree.pop("baseline", None)
        tree.pop("errors", None)
    return tree


def truth(random):
    processes = [
        {"process": "poisson", "rate": random.choice([2, 0, 50])},
        {"process": "negative-binomial", "rate": 2, "size": random.choice([1, 0.1, 100])},
        {"process": "autoregressive", "mean": 0.3, "sd": 0.05, "persistence": random.choice([0, 0.7, 0.99])},
    ]
    tree = {"drivers": {"outages": {"reference": 2}, "tone": {"transform": "carryover", "decay": 0.8, "reference": 0.3}}}
    coefficients = {"baseline": 0.01, "outages": 0.004, "tone": 0.1}
    if random.random() < 0.2:
        tree["seasonality"] = "monthly"
        coefficients.update({"season Jan": 0.02, "season Jul": -0.02})
    if random.random() < 0.2:
        tree["errors"] = "ar(1)"
        coefficients["ar1"] = random.choice([0.4, 0.99, -0.9])
    if random.random() < 0.2:
        tree["baseline"] = "saturating"
        coefficients["saturation"] = random.choice([0.01, 0.001])
    tree["simulate"] = {"coefficients": coefficients, "innovation": random.choice([0, 0.01, 1]),
        "users": random.choice(["10M", 1, "1B"]), "start": "2018-01",
                        "drivers": {"outages": random.choice(processes), "tone": random.choice(processes)}}
    if random.random() < 0.3:
        tree["simulate"]["publish"] = random.choice(["monthly", "quarterly", "yearly", "quarter-average"])
    return tree


def generate(random, seeds):
    simulate = random.random() < 0.35
    if random.random() < 0.75:
        tree = truth(random) if simulate else model(random)
        chance = random.random()
        if chance < 0.4:
            tree = mutations.extreme_numbers(random, tree)
        elif chance < 0.9:
            tree = mutations.changed_tree(random, tree, yaml_text.any_scalar)
        text = yaml_text.block(random, tree, 0, random.choice([0, 0, 0.1])) + "\n"
    else:
        text = seeds.files["truth.yaml" if simulate else random.choice(FILES)].decode("utf-8")
        text = replaced_token(random, text) if random.random() < 0.8 else mutations.changed_lines(random, text)
    if random.random() < 0.2:
        text = yaml_text.damaged(random, text)
    files = {"model.yaml": yaml_text.encoded(text)}
    form = ["--format", random.choice(["csv", "json"])] if random.random() < 0.5 else []
    if simulate:
        options = []
        if random.random() < 0.7:
            options += ["--months", random.choice(["2", "24", "60"])]
        if random.random() < 0.3:
            options += ["--count", random.choice(["1", "2", "5"])]
        if random.random() < 0.3:
            options += ["--out", "data.csv"]
        step = Step(["simulate", "--model", "model.yaml"] + options)
        return Case("yaml_model", files, [ends(random, step)])
    data = random.choice(["monthly.csv", "gaps.csv", "flows.csv", "panel.csv"])
    files[data] = seeds.files[data]
    choice = random.random()
    if data == "panel.csv":
        steps = [Step(["batch", data, "--model", "model.yaml", "--months", "2", "--quiet"])]
    elif choice < 0.7:
        steps = [Step(["fit", data, "--model", "model.yaml"] + form)]
    elif choice < 0.85:
        steps = [Step(["fit", data, "--model", "model.yaml", "--out", "fit.json"]),
            Step(["forecast", "fit.json", "--months", "2", "--draws", "100"] + form)]
    elif choice < 0.93:
        steps = [Step(["backtest", data, "--model", "model.yaml", "--months", "2", "--every", "9"] + form)]
    else:
        steps = [Step(["report", data, "--model", "model.yaml", "--months", "2", "--out", "page.html"])]
    return Case("yaml_model", files, [ends(random, step) for step in steps])
