"""Saved fits: every field of the JSON is changed; forecast, report and a scenario file read them."""

import json
import re

import mutations
from cases import Case, Step
from csv_data import ends


class Word(str):
    """Written without quotation marks: a number that Python cannot hold, or no JSON at all."""


def any_value(random, old):
    chance = random.random()
    if isinstance(old, bool):
        return not old if chance < 0.5 else random.choice([0, 1, None, "true"])
    if isinstance(old, (int, float)):
        if chance < 0.25:
            return random.choice([-old, old + 1, old - 1, old * 1000, old * 1e300, old * 1e-300 if old else 0.5, 0,
                int(old) if abs(old) < 1e300 else 0])
        if chance < 0.6:
            return Word(random.choice(["1e308", "-1e308", "1e309", "1e-320", "-0", "-0.0", "9223372036854775807",
                "9223372036854775808", "-9223372036854775808", "-9223372036854775809",
                                       "18446744073709551616", "1" + "0" * 400, "NaN", "Infinity", "-Infinity", "1E400",
                                       "2147483648", "768614336404564650", "1.5", "01", "0x10"]))
        return random.choice([0, 1, -1, 2, 12, 0.5, -0.5, 1e15, 1e-15, 100000, 1000000000, None, "1", True, [], {}])
    if isinstance(old, str):
        if chance < 0.3:
            return mutations.any_month(random)
        if chance < 0.7:
            return mutations.any_name(random, mutations.LONG)
        return random.choice(mutations.EXPRESSIONS + [0, None, [], {}, "constant", "logistic", "saturating", "monthly", "ar(1)"])
    return random.choice([None, 0, "", [], {}, [1e308] * 3, [0] * 100, mutations.deep(random.choice([3, 100]))])


def as_text(random, tree):
    """JSON with the words as they are."""
    words = []

    def marked(value):
        if isinstance(value, Word):
            words.append(str(value))
            return "\ue000%d\ue001" % (len(words) - 1)
        if isinstance(value, dict):
            return {key: marked(item) for key, item in value.items()}
        return [marked(item) for item in value] if isinstance(value, list) else value
    try:
        text = json.dumps(marked(tree), ensure_ascii=random.random() < 0.3, indent=random.choice([None, 1]))
    except RecursionError:
        return "[]"
    return re.sub(r'"(?:\ue000|\\ue000)(\d+)(?:\ue001|\\ue001)"', lambda match: words[int(match.group(1))], text)


def resized(random, tree):
    """Arrays that belong together get different lengths."""
    tree = mutations.copied(tree)
    places = [place for place in mutations.paths_of(tree) if isinstance(mutations.at(tree, place), list)]
    for _ in range(random.choice([1, 2])):
        value = mutations.at(tree, random.choice(places)) if places else []
        if random.random() < 0.5 and value:
            del value[random.randrange(len(value)):]
        elif value:
            value += [mutations.copied(value[-1])] * random.choice([1, 2, 100])
        places = [place for place in mutations.paths_of(tree) if isinstance(mutations.at(tree, place), list)]
    return tree


def generate(random, seeds):
    content = seeds.fits[random.choice(sorted(seeds.fits))]
    chance = random.random()
    if chance < 0.88:
        tree = json.loads(content)
        chance = random.random()
        if chance < 0.4:
            tree = mutations.extreme_numbers(random, tree)
        elif chance < 0.55:
            tree = resized(random, tree)
        else:
            tree = mutations.changed_tree(random, tree, any_value, random.choice([1, 1, 1, 2, 4]))
        content = as_text(random, tree).encode("utf-8", "surrogatepass")
    elif chance < 0.91:
        depth = random.choice([10, 600, 100000])
        content = (random.choice(['[', '{"a":', '{"netGrowth":']) * depth).encode()
    else:
        content = mutations.changed_bytes(random, content)
    files = {"fit.json": content}
    form = ["--format", random.choice(["csv", "json"])] if random.random() < 0.5 else []
    choice = random.random()
    if choice < 0.6:
        options = ["--months", random.choice(["1", "6", "24", "600"]) if random.random() < 0.95 else mutations.any_number(random),
            "--draws", "100"]
        if random.random() < 0.2:
            files["future.csv"] = seeds.files["future.csv"]
            options += ["--future", "future.csv"]
        for name, values in (("--driver-forecast", ["auto", "counts", "mean-reversion", "seasonal", "random-walk", "poisson"]),
            ("--innovations", ["t", "bootstrap"]),
                             ("--without", ["parameters", "innovations", "drivers"]), ("--levels", mutations.LEVELS)):
            if random.random() < 0.15:
                options += [name, random.choice(values)]
        step = Step(["forecast", "fit.json"] + options + form)
    elif choice < 0.8:
        step = Step(["report", "fit.json", "--months", random.choice(["3", "12"]), "--out",
            random.choice(["page.html", "page.md"])])
    else:
        files["scenario.yaml"] = random.choice([
            b"fit: fit.json\nhorizon: 2026-12\ndraws: 100\nscenarios: {calm: {}, storm: {outages: {by: 3}}}\n",
            b"fit: fit.json\nhorizon: 2022-12\ndraws: 100\nscenarios: {calm: {}, storm: {outages: forecast}}\n",
            b"fit: fit.json\nhorizon: 2022-12\ndraws: 100\nscenarios: {calm: {}}\npublished: {scenario: calm, figures: {2022: 10M}}\ncalibrate: {unknown: growth, scenario: calm, month: 2022-12}\n",
        ])
        step = Step(["scenario", random.choice(["run", "attribute", "price", "tornado"]), "scenario.yaml"] + form)
    return Case("saved_fit", files, [ends(random, step)])
