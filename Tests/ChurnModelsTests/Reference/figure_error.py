"""Reference values for FigureErrorTests: generalised least squares of changes whose figures have errors of known variance.

python3 -m venv env && env/bin/pip install scipy && env/bin/python figure_error.py
"""
import numpy as np
from scipy.optimize import brentq

N = 71
t = np.arange(1, N + 1)
x = 2 + np.sin(t / 3.0) + (t % 7 == 0)
growth = 0.01 + 0.006 * np.sin(t / 11.0) - 0.004 * (x - 2) + 0.008 * np.sin(12.9898 * t * t) + 0.004 * np.cos(78.233 * t)
y = 13 + np.concatenate([[0], np.cumsum(growth)])
drivers = np.c_[np.ones(N), -(x - 2)]


def fit(sigma, variances, months):
    """Estimates, their covariance, and the mean square of standardised errors, for changes between the months with a figure."""
    sums = np.array([[1.0 if a < s <= b else 0.0 for s in range(1, N + 1)] for a, b in zip(months[:-1], months[1:])])
    difference = np.diff(np.eye(len(months)), axis=0)
    v = sigma**2 * sums @ sums.T + difference @ np.diag(variances) @ difference.T
    design, response = sums @ drivers, np.diff(y[months])
    inner = design.T @ np.linalg.solve(v, design)
    beta = np.linalg.solve(inner, design.T @ np.linalg.solve(v, response))
    rest = response - design @ beta
    return beta, np.linalg.inv(inner), rest @ np.linalg.solve(v, rest) / (len(response) - 2)


for name, variance, months in [
    ("fraction, monthly", lambda u: 0.003**2 + 0 * u, np.arange(N + 1)),
    ("rounding, quarterly", lambda u: (4000 / u) ** 2 / 12, np.arange(0, N + 1, 3)),
]:
    r = variance(np.exp(y[months]))
    sigma = brentq(lambda s: fit(s, r, months)[2] - 1, 1e-4, 0.1, xtol=1e-15)
    beta, covariance, _ = fit(sigma, r, months)
    print(name, "sigma %.9g" % sigma, beta, np.sqrt(np.diag(covariance)))
