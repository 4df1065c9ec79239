"""Reference values for NetGrowthTests, computed another way: dense formulas, statsmodels and scipy.

python3 -m venv env && env/bin/pip install statsmodels scipy && env/bin/python net_growth.py
"""
import csv
import pathlib
import sys

import numpy as np
import statsmodels.api as sm
from scipy.optimize import minimize_scalar

root = pathlib.Path(__file__).resolve().parents[3]


def series():
    """60 months without a random generator: y saturates, a driver acts, pseudo-noise by sines."""
    t = np.arange(60)
    x = 2 + np.sin(t / 3.0) + (t % 7 == 0)
    noise = 0.01 * np.sin(12.9898 * t * t) + 0.005 * np.cos(78.233 * t)
    season = 0.02 * np.cos(2 * np.pi * (t % 12) / 12)
    y = np.empty(60)
    y[0] = 10.0
    for i in range(1, 60):
        y[i] = 0.9 * y[i - 1] + 1.15 + season[i] - 0.03 * (x[i] - 2) + noise[i]
    return t, x, y


def profile(rows, months, y, kappa):
    """Weighted least squares of the sparse equation for a given saturation; rows are (alpha, -z, ...) by month."""
    rho = 1 - kappa
    design, response, variance = [], [], []
    for a, b in zip(months[:-1], months[1:]):
        n = b - a
        powers = rho ** np.arange(n)
        design.append(sum(powers[j] * rows[b - j] for j in range(n)))
        response.append(y[b] - rho**n * y[a])
        variance.append(np.sum(powers**2))
    design, response, variance = map(np.array, (design, response, variance))
    w = 1 / np.sqrt(variance)
    theta = np.linalg.lstsq(design * w[:, None], response * w, rcond=None)[0]
    e = (response - design @ theta) * w
    n = len(e)
    loglik = -n / 2 * (np.log(2 * np.pi) + np.log(np.sum(e**2) / n) + 1) - np.sum(np.log(variance)) / 2
    return loglik, theta, e, variance


def sparse(name, rows, months, y):
    found = minimize_scalar(lambda k: -profile(rows, months, y, k)[0], bounds=(1e-4, 0.5), method="bounded",
                            options={"xatol": 1e-13})
    kappa = found.x
    loglik, theta, e, _ = profile(rows, months, y, kappa)
    n, p = len(e), len(theta) + 1
    sigma = np.sqrt(np.sum(e**2) / (n - p))

    def residuals(parameters):
        rho = 1 - parameters[-1]
        out, logs = [], []
        for a, b in zip(months[:-1], months[1:]):
            powers = rho ** np.arange(b - a)
            mean = rho ** (b - a) * y[a] + sum(powers[j] * rows[b - j] @ parameters[:-1] for j in range(b - a))
            v = np.sum(powers**2)
            out.append((y[b] - mean) / np.sqrt(v))
            logs.append(np.log(v))
        return np.array(out) * np.exp(np.mean(logs) / 2)

    at = np.append(theta, kappa)
    J = np.empty((n, p))
    for k in range(p):
        h = 1e-6 * max(abs(at[k]), 1e-3)
        up, down = at.copy(), at.copy()
        up[k] += h
        down[k] -= h
        J[:, k] = (residuals(up) - residuals(down)) / (2 * h)
    s2 = np.sum(residuals(at) ** 2) / (n - p)
    se = np.sqrt(np.diag(np.linalg.inv(J.T @ J)) * s2)
    print(name, "values", [float(v) for v in at], "errors", [float(v) for v in se], "sigma", sigma, "loglik", loglik)


# Twitter's quarterly figures.
with open(root / "data/twitter/mau-quarterly.csv") as handle:
    users = [float(row["mau"]) for row in csv.DictReader(handle)]
months = np.arange(len(users)) * 3
y = np.full(months[-1] + 1, np.nan)
y[months] = np.log(users)
sparse("twitter", np.ones((len(y), 1)), months, y)

# Mixed distances: yearly, then quarterly, then monthly, with a driver.
t, x, y = series()
months = np.array([0, 12, 24, 27, 30, 33, 36] + list(range(37, 60)))
reference = x[0:12].mean()
rows = np.column_stack([np.ones(60), -(x - reference)])
sparse("mixed", rows, months, y)

# Monthly with season and driver: ordinary least squares of the growth.
season = np.zeros((60, 11))
for i in t:
    if i % 12 == 11:
        season[i] = -1
    else:
        season[i, i % 12] = 1
X = np.column_stack([np.ones(59), season[1:], -(x[1:] - reference), -y[:-1]])
fit = sm.OLS(np.diff(y), X).fit()
print("monthly params", fit.params.tolist())
print("monthly bse", fit.bse.tolist(), "sigma", np.sqrt(fit.scale), "r2", fit.rsquared, "llf", fit.llf)
print("y", [float(v) for v in y[:5]])

# Robust standard errors of the monthly model without season; the automatic lag of Newey and West is found by R's rule.
X = np.column_stack([np.ones(59), -(x[1:] - reference), -y[:-1]])
fit = sm.OLS(np.diff(y), X).fit()
print("HC3", fit.get_robustcov_results("HC3").bse.tolist())
# Newey-West with its mean and degrees of freedom by dense matrices.
sys.path.append(str(root / "Tests/LeastSquaresTests/Reference"))
import newey_west  # noqa: E402

print("Newey-West", newey_west.moments(X, np.diff(y)))
