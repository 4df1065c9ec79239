"""Scenario files: a grammar of nearly right ones and the project's own, changed as trees and as text; all five questions."""

import re

import mutations
import yaml_text
from cases import Case, Step
from csv_data import ends

FILES = ["insider-intelligence.yaml", "pre-takeover.yaml", "regions.yaml", "regions-joint.yaml", "what-if.yaml",
    "known-truth.yaml", "plan.yaml"]
DATA = ["insider-intelligence.csv", "outages.csv", "two-causes.csv", "monthly.csv", "third-parties.csv", "mau-quarterly.csv"]
COLUMNS = ["outages", "negativity", "staff"]
SCENARIOS = ["calm", "storm", "wild", "far"]


def month(random):
    return "%d-%02d" % (random.randint(2022, 2025), random.randint(1, 12))


def number(random):
    return random.choice([0, 0.5, 1, 2, 3, 0.3, 5, 0.001, 7.25])


def change(random):
    path = {random.choice(["to", "by", "multiply"]): number(random)}
    if random.random() < 0.5:
        path["from"] = month(random)
    if random.random() < 0.3:
        path["until"] = month(random)
    return path


def distribution(random):
    return random.choice([
        "poisson", "history", {"process": "poisson", "rate": number(random)},
        {"process": "negative-binomial", "size": 2, "rate": number(random)},
        {"process": "autoregressive", "sd": 0.1, "persistence": random.choice([0, 0.6, 0.99])},
        {"process": "autoregressive", "mean": 2, "sd": 0.1, "lowest": 0},
        {"process": "seasonal", "sd": 0.1}, {"process": "random-walk", "sd": 0.1, "lowest": 0},
        {"process": "triangular", "low": 0, "mode": number(random), "high": 8},
        {"process": "history", "values": [0, 1, 0, 6, 4, 2], "block": random.choice([1, 3])}, {"process": "normal", "sd": 0.1},
    ])


def path(random, depth=0):
    choice = random.randrange(12)
    if choice <= 1:
        return number(random)
    if choice == 2:
        return "hold"
    if choice <= 4:
        return change(random)
    if choice == 5:
        return {"step": {random.choice(["to", "by", "multiply"]): number(random), "at": month(random)}}
    if choice == 6:
        return {"ramp": dict(change(random), until=random.choice(["2024-06", "2023-12", month(random)]))}
    if choice == 7:
        return {"table": {month(random): number(random) for _ in range(random.randint(1, 4))}}
    if choice == 8:
        return random.choice([{"table": {"data": "two-causes.csv", "column": "outages"}}, "forecast", {"forecast": "counts"},
            {"hold": number(random)}])
    if choice == 9:
        return {"distribution": distribution(random)}
    if choice == 10 and depth == 0:
        return [path(random, 1) for _ in range(random.randint(1, 3))]
    return dict(change(random), distribution=random.choice(["poisson", {"process": "negative-binomial", "size": 2},
        {"process": "autoregressive", "sd": 0.1}, distribution(random)]))


def driver(random):
    tree = {"reference": number(random), "effect": random.choice([0.001, -0.01, {"value": 0.001, "sd": 0.0005}, {"value": 0.02,
        "sd": 0}])}
    choice = random.randrange(8)
    if choice == 0:
        tree.update(transform="carryover", decay=random.choice([0, 0.8, 0.99]))
    elif choice == 1:
        tree.update(transform=random.choice(["log", "log1p", "change", "identity"]))
    elif choice == 2:
        tree.update(transform=random.choice(["threshold", "cap"]), level=number(random))
    elif choice == 3:
        tree.update(transform="lag", months=random.choice([0, 1, 12, "0...3"]))
    elif choice == 4:
        tree.update(transform=random.choice(["almon"]), months="0...6", degree=2)
    elif choice == 5:
        tree.update(transform="shiller", months="0...6", deviation=0.02)
    elif choice == 6:
        tree["expression"] = random.choice(mutations.EXPRESSIONS if random.random() < 0.4 else ["carryover(log1p(outages), 0.8)",
            "lag(outages, 0...3)", "log(outages)"])
    if random.random() < 0.2:
        tree["range"] = [0, 4]
    if random.random() < 0.1:
        tree["unit"] = random.choice([1, 0.01])
    if random.random() < 0.04 and "expression" not in tree:
        tree["column"] = random.choice(COLUMNS)
    return tree


def scenario(random, name, names, columns, events):
    tree = {column: path(random) for column in columns if random.random() < 0.7}
    if random.random() < 0.15 and names.index(name) > 0:
        tree["extend"] = names[random.randrange(names.index(name))]
    if random.random() < (0.5 if events else 0.01):
        tree["events"] = random.choice([["paywall"], ["paywall", "boycott"], "boycott"])
    if random.random() < 0.06:
        tree["users"] = random.choice(["20M", 5, "1B"])
    if random.random() < 0.06:
        tree["reference"] = random.choice(names)
    return tree


def unknown(random):
    return random.choice([
        "effectScale", {"effectScale": "common"}, {"effectScale": "common", "scenarios": ["storm"]}, {"effect": "outages"},
        {"effect": "paywall"}, "growth", {"growth": "perYear"},
        {"carryover": "outages"}, {"level": "outages", "scenario": "storm"},
        {"effectScale": "common", "prior": {"mean": 1, "sd": 1}}, {"effect": "outages", "prior": {"mean": 0.002, "sd": 0.001}},
    ])


def grammar(random):
    """A scenario file that is right, or wrong only in what depends on each other."""
    names = SCENARIOS[:random.choice([1, 2, 2, 3, 4])]
    tree = {"title": random.choice(["A storm", "x: y", "**bold**", mutations.any_name(random) or "x"])}
    kind = random.random()
    if kind < 0.7:
        tree["base"] = {"month": "2022-12", "users": random.choice(["100M", 1000, "368.4M", 1, "7.5k"])}
        tree["growth"] = random.choice([0.01, {"perYear": 0.01, "sd": 0.005}, -0.5])
        tree["innovation"] = random.choice([0, 0.008, 0.1])
    elif kind < 0.9:
        tree["base"] = {"data": random.choice(["two-causes.csv", ["two-causes.csv"]])}
        tree["model"] = random.choice([{}, {"drivers": {"outages": {"reference": 2}}}, {"baseline": "saturating"},
                                       {"drivers": {"outages": {"reference": 2},
                                           "negativity": {"transform": "carryover", "decay": 0.8, "reference": 0.3}}}])
    else:
        tree["fit"] = "fit.json"
    if random.random() < 0.9 and kind < 0.7 or random.random() < 0.1:
        tree["drivers"] = {column: driver(random) for column in COLUMNS[:random.choice([1, 2, 2])]}
        columns = list(tree["drivers"]) if kind < 0.7 else ["outages"] + list(tree["drivers"])
    else:
        columns = ["outages"]
    if random.random() < 0.3:
        tree["events"] = {"paywall": {"step": "2023-07", "effect": {"value": 0.002, "sd": 0.001}},
            "boycott": {"pulse": "2023-11", "prior": {"mean": 0.01, "sd": 0.005}}}
    if random.random() < 0.25:
        tree["upstream"] = {"staff": {"reference": 7500, "moves": {"outages": random.choice([-1, {"elasticity": -1, "sd": 0.3}]),
            "negativity": -0.1}}}
        columns = columns + ["staff"] if random.random() < 0.9 else columns
        if "negativity" not in columns:
            del tree["upstream"]["staff"]["moves"]["negativity"]
    tree["horizon"] = random.choice(["2024-12", "2023-01", "2023", "2026-Q2", "2024-12",
        "2024-12"]) if kind < 0.7 else random.choice(["2027-12", "2026-12"])
    if random.random() < 0.2:
        tree["reference"] = random.choice(names)
    tree["scenarios"] = {name: scenario(random, name, names, columns, "events" in tree) for name in names}
    if random.random() < 0.12 and "negativity" in columns:
        for name in names[:1]:
            tree["scenarios"][name].update(outages={"to": 3, "distribution": "poisson"},
                negativity={"distribution": {"process": "autoregressive", "sd": 0.1}})
        tree["correlations"] = [{"between": ["outages", "negativity"], "value": random.choice([0.5, -0.99, 0.99999999, 0])}]
    if random.random() < 0.4:
        tree["published"] = [{"scenario": random.choice(names), "source": "a house", "figures": {"2023": "101M", "2024": "97M"}}]
        if random.random() < 0.7:
            shown = tree["published"][0]["scenario"]
            tree["calibrate"] = random.choice([
                {"unknown": unknown(random), "scenario": shown, "month": "2024-12"},
                {"unknowns": [unknown(random), unknown(random)],
                    "points": [{"scenario": shown, "month": "2023-12", "tolerance": 0.005},
                        {"scenario": shown, "month": "2024-12"}]},
            ])
    for key, values in (("thresholds", [["99M", "95M"], "50M", [1]]), ("levels", [[0.5, 0.9], [0.8], [0.1, 0.2, 0.3]]),
        ("seed", [7, 0, 10 ** 15])):
        if random.random() < 0.15:
            tree[key] = random.choice(values)
    tree["draws"] = random.choice([100, 100, 200])
    return tree


def question(random, text):
    """One of the five questions, with options that fit the file more often than not."""
    names = re.findall(r"[A-Za-z_-]{3,12}", text)[:60] or ["x"]
    name = lambda: random.choice(SCENARIOS + ["takeover",
        "pre-takeover"]) if random.random() < 0.6 else random.choice(names + mutations.NAMES)
    when = lambda: month(random) if random.random() < 0.6 else mutations.any_month(random)
    kind = random.choice(["run", "run", "attribute", "price", "goal", "tornado"])
    options = []
    if kind == "goal":
        options = ["--keep", random.choice(["95M", "100M", "1",
            "368.4M"]) if random.random() < 0.7 else mutations.any_number(random),
                   "--with", random.choice(COLUMNS + ["hateful_content"]) if random.random() < 0.8 else name()]
    chances = {
        "run": [("--below", lambda: random.choice(["350M", "95M", mutations.any_number(random)]))],
        "attribute": [("--scenario", name), ("--against", name), ("--month", when)],
        "price": [("--scenario", name), ("--month", when), ("--unit",
            lambda: random.choice(COLUMNS + names) + "=" + mutations.any_number(random)),
                  ("--value-per-user", lambda: random.choice(["12.5", mutations.any_number(random)]))],
        "goal": [("--by", when), ("--scenario", name), ("--between", lambda: random.choice(["0,5",
            mutations.any_number(random) + "," + mutations.any_number(random)])),
                 ("--probability", lambda: random.choice(["0.9", mutations.any_number(random)]))],
        "tornado": [("--scenario", name), ("--month", when)],
    }
    for option, value in chances[kind] + [("--seed", lambda: random.choice(["1", "7", mutations.any_number(random)]))]:
        if random.random() < 0.12:
            options += [option, value()]
    if kind == "attribute" and random.random() < 0.3:
        options.append("--cumulated")
    if random.random() < 0.5:
        options += ["--format", random.choice(["csv", "json", "table"])]
    return ["scenario", kind, "scenario.yaml"] + options


def replaced_token(random, text):
    """A key or value of the text is replaced by another."""
    tokens = list(re.finditer(r"(?<=[:\[{,] )[^\s,{}\[\]#]+|[\w-]+(?=:)", text))
    for _ in range(random.choice([1, 1, 2])):
        if tokens:
            token = random.choice(tokens)
            new = yaml_text.any_scalar(random, token.group())
            text = text[:token.start()] + yaml_text.flow(random, new) + text[token.end():]
            tokens = [other for other in tokens if other.end() < token.start()]
    return text


def extreme_token(random, text):
    """Numbers of the text become very large, very small, zero or negative."""
    numbers = list(re.finditer(r"(?<=[:\[,] )-?\d+(\.\d+)?(?=[\s,}\]])", text))
    for number in sorted(random.sample(numbers, min(len(numbers), random.choice([1, 1, 2, 4]))),
        key=lambda match: -match.start()):
        text = text[:number.start()] + repr(random.choice(mutations.EXTREME)) + text[number.end():]
    return text


def generate(random, seeds):
    files = {}
    if random.random() < 0.7:
        tree = grammar(random)
        chance = random.random()
        if chance < 0.4:
            tree = mutations.extreme_numbers(random, tree)
        elif chance < 0.8:
            tree = mutations.changed_tree(random, tree, yaml_text.any_scalar)
        text = yaml_text.block(random, tree, 0, random.choice([0, 0, 0.1])) + "\n"
    else:
        text = seeds.files[random.choice(FILES)].decode("utf-8")
        text = re.sub(r"^draws:.*\n", "", text, flags=re.M) + ("" if random.random() < 0.05 else "\ndraws: 100\n")
        chance = random.random()
        if chance < 0.4:
            text = extreme_token(random, text)
        elif chance < 0.9:
            text = replaced_token(random, text) if chance < 0.75 else mutations.changed_lines(random, text)
    if random.random() < 0.15:
        text = yaml_text.damaged(random, text)
    files["scenario.yaml"] = yaml_text.encoded(text)
    shown = text if isinstance(text, str) else ""
    for name in DATA:
        if not shown or name in shown:
            files[name] = seeds.files[name]
    if "fit.json" in shown:
        files["fit.json"] = seeds.fits[random.choice(sorted(seeds.fits))]
    if random.random() < 0.12:
        step = Step(["report", "scenario.yaml", "--out", random.choice(["page.html", "page.md"])])
    else:
        step = Step(["scenario", "check", "scenario.yaml"] if random.random() < 0.1 else question(random, shown))
    return Case("yaml_scenario", files, [ends(random, step)])
