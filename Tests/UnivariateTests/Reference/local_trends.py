# Reference numbers for averaged local trends: writes local_trends.json beside this script.
#
# Independent of the program's recursions: for every (alpha, beta, phi) of the grid the series is written as
# z = X b + L e, with X the two columns of the first level and slope and L the lower triangular matrix of the weights
# of past errors, and b is estimated by generalised least squares with the covariance L L'. Posterior
# probabilities: flat priors in the first level and ln sigma, density 1/sigma for the first slope.
#
# Made with Python 3.11.7, numpy 2.4.6. Run: python local_trends.py
import json
import os

import numpy as np

HORIZON = 6
ALPHAS, SHARES, DAMPINGS = [0.1, 0.3, 0.5, 0.7, 0.85, 1], [0, 0.05, 0.15, 0.3, 0.6], [0.8, 0.9, 0.95, 0.98, 1]


def trend(z, alpha, beta, phi):
    n, total = len(z), len(z) + HORIZON
    X = np.ones((total, 2))
    X[:, 1] = np.cumsum(phi ** np.arange(1, total + 1))
    reach = np.cumsum(phi ** np.arange(1, total + 1))
    weights = np.concatenate([[1.0], alpha + beta * reach[: total - 1]]) if phi > 0 else np.concatenate([[1.0], np.full(total - 1, alpha)])
    # The error j periods ago enters with alpha + beta (phi + … + phi^j), the present one with 1.
    L = np.zeros((total, total))
    for t in range(total):
        for s in range(t + 1):
            L[t, s] = 1 if s == t else alpha + (beta * reach[t - s - 1] if phi > 0 else 0)
    columns = 2 if phi > 0 else 1
    X = X[:, :columns]
    V = L[:n] @ L[:n].T
    W = np.linalg.inv(V)
    A = X[:n].T @ W @ X[:n]
    b = np.linalg.solve(A, X[:n].T @ W @ z)
    r = z - X[:n] @ b
    squares = r @ W @ r
    freedom = n - columns
    cross = L[n:] @ L[:n].T
    mean = X[n:] @ b + cross @ W @ r
    D = X[n:] - cross @ W @ X[:n]
    cover = L[n:] @ L[n:].T - cross @ W @ cross.T + D @ np.linalg.inv(A) @ D.T
    variance = squares / max(freedom - 2, 1) * np.diag(cover)
    value = -0.5 * freedom * np.log(squares) - 0.5 * np.linalg.slogdet(A)[1] - 0.5 * np.linalg.slogdet(V)[1]
    if phi > 0:
        value -= 0.5 * np.log(squares / freedom)
    return value, mean, variance, freedom


def mixture(z):
    found = []
    for alpha in ALPHAS:
        for share in SHARES:
            for phi in DAMPINGS:
                found.append(trend(z, alpha, alpha * share, phi))
        found.append(trend(z, alpha, 0, 0))
    best = max(f[0] for f in found)
    w = np.array([np.exp(f[0] - best) for f in found])
    w /= w.sum()
    mean = sum(p * f[1] for p, f in zip(w, found))
    variance = sum(p * (f[2] + (f[1] - mean) ** 2) for p, f in zip(w, found))
    fourth = 0
    for p, f in zip(w, found):
        nu = max(f[3], 6)
        d = f[1] - mean
        fourth = fourth + p * (3 * (nu - 2) / (nu - 4) * f[2] ** 2 + 6 * f[2] * d**2 + d**4)
    return {"z": list(z), "mean": list(mean), "variance": list(variance), "fourth": list(fourth)}


steady = [14 + 0.01 * t + 0.004 * ((t * 7) % 5 - 2) for t in range(30)]
turning = [12 + 0.03 * t - 0.001 * t * t + 0.01 * ((t * 11) % 7 - 3) / 3 for t in range(24)]
short = [5.0, 5.1, 5.05, 5.2, 5.18, 5.22, 5.4]
out = os.path.join(os.path.dirname(os.path.abspath(__file__)), "local_trends.json")
json.dump({"series": [mixture(np.array(z)) for z in (steady, turning, short)]}, open(out, "w"), indent=1)
