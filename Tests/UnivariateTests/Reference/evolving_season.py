# Reference numbers for seasons that evolve: writes evolving_season.json beside this script.
#
# Independent of the program's recursions: for every ratio q the levels of a season are the penalised least-squares solution
# (I + D'D/q)^-1 y with its covariance, and the likelihood is that of the differences of the deviations, whose covariance is dense.
#
# Made with Python 3.11.7, numpy 2.4.6. Run: python evolving_season.py
import json
import os

import numpy as np

RATIOS = [0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.2, 0.3]


def moving_average(y, m):
    weights = np.r_[0.5, np.ones(m - 1), 0.5] / m
    trend = np.full(len(y), np.nan)
    for t in range(m // 2, len(y) - m // 2):
        trend[t] = weights @ y[t - m // 2 : t + m // 2 + 1]
    return trend


def run(y, trend, m, q):
    n = len(y)
    years = (n - 1) // m + 1
    table = np.zeros((years, m))
    square = logdet = trace = spread = 0.0
    count = 0
    for j in range(m):
        places = [t for t in range(j, n, m) if not np.isnan(trend[t])]
        d = np.array([y[t] - trend[t] for t in places])
        k = len(d)
        D = np.diff(np.eye(k), axis=0)
        # D d = D level + D noise, in units of the noise.
        V = q * np.eye(k - 1) + D @ D.T
        r = D @ d
        square += r @ np.linalg.solve(V, r) if k > 1 else 0
        logdet += np.linalg.slogdet(V)[1] - np.linalg.slogdet(D @ D.T)[1] + np.log(k) if k > 1 else 0
        count += k - 1
        H = np.linalg.inv(np.eye(k) + D.T @ D / q) if q > 0 else np.full((k, k), 1 / k)
        trace += np.trace(H)
        spread += (H[-1, -1] + q) / m
        level = H @ d
        place = 0
        for year in range(years):
            while place + 1 < k and places[place] // m < year:
                place += 1
            table[year, j] = level[place]
    table -= table.mean(axis=1, keepdims=True)
    noise = square / count
    return table, noise * spread, trace, -0.5 * (logdet + count * np.log(noise))


def season(y, trend, m, least=0.0):
    runs = [run(y, trend, m, q) for q in RATIOS]
    weights = np.exp([r[3] - max(r[3] for r in runs) for r in runs])
    weights /= weights.sum()
    table = sum(w * r[0] for w, r in zip(weights, runs))
    variance = sum(w * r[1] for w, r in zip(weights, runs))
    trace = sum(w * r[2] for w, r in zip(weights, runs))
    indices = np.array([table[t // m, t % m] for t in range(len(y))])
    return indices, table[-1], max(least, variance), trace - 1


def evolving(y, m):
    n = len(y)
    trend = moving_average(y, m)
    indices, _, least, _ = season(y, trend, m)
    adjusted = y - indices
    k = min(n, 2 * (m // 2) + 1)
    whole = trend.copy()
    for places in (range(k), range(n - k, n)):
        line = np.polyfit(list(places), adjusted[list(places)], 1)
        for t in places:
            if np.isnan(trend[t]):
                whole[t] = np.polyval(line, t)
    return season(y, whole, m, least)


def series(n, m):
    t = np.arange(n)
    noise = 0.03 * np.sin(12.9898 * t * t)
    return 5 + 0.01 * t + 0.002 * t * np.cos(2 * np.pi * t / m) + 0.1 * np.sin(4 * np.pi * t / m + 1) + noise


cases = []
for n, m in [(23, 4), (50, 12), (120, 12)]:
    indices, last, variance, parameters = evolving(series(n, m), m)
    cases.append({"period": m, "logs": series(n, m).tolist(), "indices": indices.tolist(), "last": last.tolist(),
                  "variance": variance, "parameters": parameters})
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "evolving_season.json"), "w") as file:
    json.dump({"series": cases}, file, indent=1)
