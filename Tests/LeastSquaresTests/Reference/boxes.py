"""Nonlinear least squares of the NIST StRD within random boxes: the best of 50 random starts of scipy's least_squares, and of the
certified solution where the box holds it. Data are read from the Swift files beside. usage: boxes.py > boxes.json"""
import glob
import json
import os
import re

import numpy as np
from scipy.optimize import least_squares

here = os.path.dirname(os.path.abspath(__file__))
exp, log = np.exp, np.log


def gauss(b, x):
    return b[0] * exp(-b[1] * x) + b[2] * exp(-((x - b[3]) ** 2) / b[4] ** 2) + b[5] * exp(-((x - b[6]) ** 2) / b[7] ** 2)


def enso(b, x):
    value = b[0] + b[1] * np.cos(2 * np.pi * x / 12) + b[2] * np.sin(2 * np.pi * x / 12)
    for k in (3, 6):
        value = value + b[k + 1] * np.cos(2 * np.pi * x / b[k]) + b[k + 2] * np.sin(2 * np.pi * x / b[k])
    return value


MODELS = {
    "chwirut": lambda b, x: exp(-b[0] * x) / (b[1] + b[2] * x),
    "danWood": lambda b, x: b[0] * x ** b[1],
    "enso": enso,
    "gauss": gauss,
    "lanczos": lambda b, x: b[0] * exp(-b[1] * x) + b[2] * exp(-b[3] * x) + b[4] * exp(-b[5] * x),
    "mgh17": lambda b, x: b[0] + b[1] * exp(-x * b[3]) + b[2] * exp(-x * b[4]),
    "misra1a": lambda b, x: b[0] * (1 - exp(-b[1] * x)),
    "misra1b": lambda b, x: b[0] * (1 - (1 + b[1] * x / 2) ** -2),
    "misra1c": lambda b, x: b[0] * (1 - (1 + 2 * b[1] * x) ** -0.5),
    "misra1d": lambda b, x: b[0] * b[1] * x / (1 + b[1] * x),
    "rat42": lambda b, x: b[0] / (1 + exp(b[1] - b[2] * x)),
    "rat43": lambda b, x: b[0] / (1 + exp(b[1] - b[2] * x)) ** (1 / b[3]),
    "boxBOD": lambda b, x: b[0] * (1 - exp(-b[1] * x)),
    "mgh09": lambda b, x: b[0] * (x * x + x * b[1]) / (x * x + x * b[2] + b[3]),
    "mgh10": lambda b, x: b[0] * exp(b[1] / (x + b[2])),
}


def numbers(text, label):
    found = re.search(label + r": \[([^\]]*)\]", text, re.S)
    return np.array([float(item) for item in found[1].split(",") if item.strip()])


sets = []
for path in sorted(glob.glob(os.path.join(here, "..", "NIST", "*.swift"))):
    for text in open(path).read().split("NonlinearReference(")[1:]:
        if "name:" not in text:
            continue
        sets.append((re.search(r'name: "([^"]*)"', text)[1], re.search(r"model: \.(\w+)", text)[1], numbers(text, "parameters"), numbers(text, "x"), numbers(text, "y")))

result = []
for name, model, certified, x, y in sets:
    rng = np.random.default_rng([20261128, sum(map(ord, name))])
    f = MODELS[model]
    with np.errstate(all="ignore"):
        for _ in range(12):
            half = rng.uniform(0.02, 0.6, len(certified)) * np.abs(certified)
            centre = certified + rng.uniform(-1.4, 1.4, len(certified)) * half
            low, high = centre - half, centre + half
            best = np.inf
            starts = [rng.uniform(low, high) for _ in range(50)] + [np.clip(certified, low, high)]
            for start in starts:
                if not np.all(np.isfinite(f(start, x))):
                    continue
                try:
                    found = least_squares(lambda b: y - f(b, x), np.clip(start, low + 1e-9 * half, high - 1e-9 * half), bounds=(low, high), x_scale=half, ftol=1e-14, xtol=1e-14, gtol=1e-14, max_nfev=400)
                except ValueError:
                    continue
                best = min(best, 2 * found.cost)
            result.append({"name": name, "lower": low.tolist(), "upper": high.tolist(), "best": best})
print(json.dumps(result))
