"""Writes arma_search.json: 100 regressions with ARMA errors, and the highest exact Gaussian log-likelihood.

That is the best of ten starts of L-BFGS-B, with partial autocorrelations up to tanh 4 as in the program, on the Cholesky factor of the covariance of the errors (autocovariances of statsmodels), and of statsmodels' SARIMAX.
Regressors: 1, sin 0.7 t², t / 10. Needs numpy, scipy, statsmodels; four minutes.
"""
import json
import os
import warnings

import numpy as np
from scipy.linalg import solve_triangular, toeplitz
from scipy.optimize import minimize
from statsmodels.tsa.arima_process import arma_acovf
from statsmodels.tsa.statespace.sarimax import SARIMAX

warnings.filterwarnings("ignore")
ORDERS = [(1, 1), (2, 1), (1, 2), (2, 2), (0, 1), (0, 2), (3, 0), (2, 0), (3, 3), (0, 3)]


def coefficients(u):
    a = []
    for k, r in enumerate(np.tanh(u)):
        a = [a[j] - r * a[k - 1 - j] for j in range(k)] + [r]
    return np.array(a)


def log_likelihood(ar, ma, y, x):
    n = len(y)
    try:
        covariance = arma_acovf(np.r_[1, -ar], np.r_[1, ma], nobs=n)
        root = np.linalg.cholesky(toeplitz(covariance))
    except (np.linalg.LinAlgError, ValueError):
        return -1e9
    white = solve_triangular(root, np.c_[y, x], lower=True)
    b = np.linalg.lstsq(white[:, 1:], white[:, 0], rcond=None)[0]
    r = white[:, 0] - white[:, 1:] @ b
    return -n / 2 * (np.log(2 * np.pi * (r @ r) / n) + 1) - np.log(np.diag(root)).sum()


def case(index):
    rng = np.random.default_rng([29, index])
    p, q = ORDERS[index % len(ORDERS)]
    n = int(rng.integers(36, 100))
    ar = coefficients(np.arctanh(rng.uniform(-0.9, 0.9, p)))
    ma = -coefficients(np.arctanh(rng.uniform(-0.9, 0.9, q)))
    e, z = rng.standard_normal(n + 200), np.zeros(n + 200)
    for t in range(n + 200):
        z[t] = e[t] + sum(ar[j] * z[t - 1 - j] for j in range(p) if t > j) + sum(ma[j] * e[t - 1 - j] for j in range(q) if t > j)
    t = np.arange(n)
    x = np.c_[np.ones(n), np.sin(0.7 * t * t), t / 10]
    y = np.round(x @ [1, 0.5, 0.1] + z[200:], 4)
    best = -np.inf
    for start in range(10):
        u = np.arctanh(rng.uniform(-0.95, 0.95, p + q)) if start else np.full(p + q, 0.1)
        found = minimize(lambda u: -log_likelihood(coefficients(u[:p]), -coefficients(u[p:]), y, x), u,
                         method="L-BFGS-B", bounds=[(-4, 4)] * (p + q))
        best = max(best, -found.fun)
    try:
        best = max(best, SARIMAX(y, exog=x, order=(p, 0, q)).fit(disp=0, maxiter=500).llf)
    except (np.linalg.LinAlgError, ValueError):
        pass
    return {"ar": p, "ma": q, "growth": y.tolist(), "logLikelihood": float(best)}


if __name__ == "__main__":
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "arma_search.json"), "w") as file:
        file.write("[" + ",\n".join(json.dumps(case(index)) for index in range(100)) + "]\n")
