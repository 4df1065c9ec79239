"""Every option of every command, as `--help` lists them, with hostile values, twice, without a value; outputs that cannot be written."""

import mutations
from cases import FOLDER, LINK, PIPE, Case, Step

# A call of each command that is right; options are added to it.
CALLS = {
    "fit": (["fit", "monthly.csv"], ["monthly.csv"]),
    "forecast": (["forecast", "drivers.json", "--draws", "100"], ["future.csv"]),
    "backtest": (["backtest", "monthly.csv", "--every", "12"], ["monthly.csv"]),
    "simulate": (["simulate", "--model", "truth.yaml"], ["truth.yaml"]),
    "batch": (["batch", "panel.csv", "--benchmark", "naive", "--quiet"], ["panel.csv"]),
    "report": (["report", "monthly.csv", "--out", "page.html"], ["monthly.csv"]),
    "inspect": (["inspect", "monthly.csv"], ["monthly.csv"]),
    "scenario new": (["scenario", "new", "monthly.csv"], ["monthly.csv"]),
    "scenario check": (["scenario", "check", "plan.yaml"], ["plan.yaml"]),
    "scenario run": (["scenario", "run", "plan.yaml"], ["plan.yaml"]),
    "scenario attribute": (["scenario", "attribute", "plan.yaml"], ["plan.yaml"]),
    "scenario price": (["scenario", "price", "plan.yaml"], ["plan.yaml"]),
    "scenario goal": (["scenario", "goal", "plan.yaml", "--keep", "9M", "--with", "outages"], ["plan.yaml"]),
    "scenario tornado": (["scenario", "tornado", "plan.yaml"], ["plan.yaml"]),
}
# No device of this machine is ever named as an output.
OUTPUTS = ["out", "out.json", "out.html", "out.md", "out.csv", "", " ", ".", "..", "folder", "folder/x.html", "full.html",
    "link.html", "dangling.html", "pipe", "pipe.html", "none/x.html", "monthly.csv", "plan.yaml",
           "x" * 300, "x" * 5000, "x" * 240 + ".html", "a\nb.html", "\x1b[31m.html", "\u202e.html", "=cmd().html", "-", "--",
           "-x.html", "panel.csv", "drivers.json", "x/../y.html", "folder/.", ".html", ".md",
           "x\u0301.html", "loop.html", "out/"]
INPUTS = ["", ".", "folder", "none.csv", "link.html", "pipe-without-writer", "monthly.csv", "panel.csv", "plan.yaml",
    "drivers.json", "empty", "binary", "x" * 5000, "a\nb", "\x1b[31m", "loop.html", "truth.yaml", "auto", "-"]


def value(random, option, placeholder, values):
    placeholder = placeholder or ""
    if option == "--out":
        return random.choice(OUTPUTS)
    if "yaml" in placeholder or ".csv" in placeholder:
        return random.choice(INPUTS[:5] + INPUTS[6:])
    chance = random.random()
    if chance < 0.1:
        return mutations.any_text(random)
    if option == "--driver" or placeholder == "expression":
        return random.choice(mutations.EXPRESSIONS)
    if option == "--levels":
        return random.choice(mutations.LEVELS)
    if option == "--errors":
        return random.choice(mutations.PROCESSES)
    if "YYYY" in placeholder:
        return mutations.any_month(random)
    if "=" in placeholder:
        return random.choice(["outages=", "=", "outages", "outages=zero", "outages=%s" % mutations.any_number(random),
            "%s=zero" % mutations.any_name(random), "outages=zero=carry", "=zero"])
    if "," in placeholder:
        return mutations.any_number(random) + random.choice([",", ", ", ";", ""]) + mutations.any_number(random)
    if placeholder in ("column", "name", "driver"):
        return random.choice(["outages", "mau", "month", "series", "negativity"]) if chance < 0.4 else mutations.any_name(random,
            mutations.LONG)
    if chance < 0.75:
        return mutations.any_number(random)
    return random.choice(values)


def generate(random, seeds):
    command = random.choice(sorted(set(CALLS) & set(seeds.options)))
    call, names = CALLS[command]
    arguments = list(call)
    options = seeds.options[command]
    known = ["naive", "theta", "combination", "csv", "json", "table", "saturating", "logistic", "decaying", "huber", "tukey",
        "monthly", "hc3", "newey-west", "month-average", "quarter-average", "poisson", "seasonal",
             "random-walk", "counts", "bootstrap", "t", "drivers", "innovations", "hold", "auto", "NAIVE", "naïve"]
    for _ in range(random.choice([1, 1, 2, 3])):
        option = random.choice(sorted(options))
        if option in ("--help", "--version") and random.random() < 0.8:
            continue
        placeholder = options[option]
        if placeholder is None:
            arguments.append(option if random.random() < 0.9 else option + "=" + mutations.any_number(random))
            continue
        text = value(random, option, placeholder, known)
        chance = random.random()
        if option in arguments[:-1] and chance < 0.7:
            arguments[arguments.index(option) + 1] = text
        elif chance < 0.75:
            arguments += [option, text]
        elif chance < 0.97:
            arguments.append("%s=%s" % (option, text))
        else:
            arguments.append(option)
    chance = random.random()
    if chance < 0.04:
        arguments.insert(random.randrange(len(arguments) + 1), mutations.any_text(random))
    elif chance < 0.06:
        del arguments[random.randrange(len(arguments))]
    elif chance < 0.10 and len(arguments) > 1:
        arguments[1 if command[:8] != "scenario" else 2] = random.choice(INPUTS)
    step = Step([argument[:100000] for argument in arguments])
    if random.random() < 0.08:
        step.stdout = random.choice(["closed", "full", "broken"])
    if random.random() < 0.08:
        step.stderr = random.choice(["closed", "full", "broken"])
    files = {name: seeds.files[name] for name in ["monthly.csv", "future.csv", "panel.csv", "plan.yaml", "truth.yaml",
        "carryover.yaml"]}
    files["drivers.json"] = seeds.fits["drivers.json"]
    text = " ".join(step.arguments)
    files = {name: content for name, content in files.items() if name in text}
    files.update({"empty": b"", "binary": bytes(range(256)), "folder": (FOLDER,), "link.html": (LINK, "folder/target.html"),
        "dangling.html": (LINK, "nowhere.html"), "loop.html": (LINK, "loop.html"),
                  "pipe": (PIPE,), "pipe.html": (PIPE,), "folder/target.html": b"old"})
    files = {name: content for name,
        content in files.items() if name in text or name in ("folder",) or (name == "folder/target.html" and "link.html" in text)}
    return Case("option_values", files, [step])
