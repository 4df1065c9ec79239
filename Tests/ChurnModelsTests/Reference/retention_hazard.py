"""A discrete-time hazard by statsmodels, and its cluster-robust errors by dense matrices.

Simulates 20 monthly cohorts of 400 to 900 users whom outages and shocks of months drive away, fits statsmodels' GLM (binomial), classical and clustered
by calendar month, and computes CR2 with its bias and degrees of freedom under Omega = phi I + tau^2 sum w_c w_c' from n x n matrices.
Writes retention_hazard.json, which HazardReference in Tests/ChurnModelsTests/Retention reads.

    pip install numpy statsmodels && python retention_hazard.py
"""
import json
import numpy as np
import statsmodels.api as sm

rng = np.random.default_rng(20070215)
MONTHS = 20
START = (2021, 3)
outages = np.round(rng.gamma(1.2, 2.0, MONTHS + 1), 2)
shock = 0.25 * rng.standard_normal(MONTHS + 1)


def name(k):
    ordinal = START[0] * 12 + START[1] - 1 + k
    return f"{ordinal // 12:04d}-{ordinal % 12 + 1:02d}"


rows, cells = [], []
for c in range(MONTHS):
    users = int(rng.integers(400, 900))
    rows.append([name(c), 0, users])
    for age in range(1, MONTHS - c + 1):
        m = c + age
        h = 1 / (1 + np.exp(-(-1.6 - 0.5 * np.log(age) + 0.12 * outages[m] + shock[m])))
        lost = int(rng.binomial(users, h))
        cells.append((age, m, users, lost))
        users -= lost
        rows.append([name(c), age, users])

cells = [cell for cell in cells if cell[2] > 0]
age, month, n, y = (np.array(v) for v in zip(*cells))


def analyse(X):
    model = sm.GLM(np.column_stack([y, n - y]), X, family=sm.families.Binomial())
    classical = model.fit(tol=1e-14, maxiter=100)
    cluster = model.fit(tol=1e-14, maxiter=100, cov_type="cluster", cov_kwds={"groups": month})
    h = classical.fittedvalues
    w = n * h * (1 - h)
    U = np.sqrt(w)[:, None] * X
    e = (y - n * h) / np.sqrt(w)
    N, p = X.shape
    bread = np.linalg.inv(U.T @ U)
    P = np.eye(N) - U @ bread @ U.T
    groups = [np.flatnonzero(month == g) for g in np.unique(month)]
    G = len(groups)
    W = np.zeros((N, G))
    for g, i in enumerate(groups):
        W[i, g] = np.sqrt(w[i])
    B = W / np.sqrt((W * W).sum(0))
    # E e'e and E |B'e|^2 under phi I + tau^2 W W'.
    a = np.array([[np.trace(P), np.trace(P @ W @ W.T @ P)],
                  [np.trace(B.T @ P @ B), np.trace(B.T @ P @ W @ W.T @ P @ B)]])
    phi, tau2 = np.linalg.solve(a, [e @ e, ((B.T @ e) ** 2).sum()])
    if tau2 < 0:
        phi, tau2 = e @ e / np.trace(P), 0.0
    phi = max(1.0, phi)
    omega = phi * np.eye(N) + tau2 * W @ W.T
    truth = bread @ U.T @ omega @ U @ bread
    errors, freedoms = [], []
    D = []
    for i in groups:
        value, vector = np.linalg.eigh(np.eye(len(i)) - (U @ bread @ U.T)[np.ix_(i, i)])
        root = vector @ np.diag([v ** -0.5 if v > 1e-8 else 0.0 for v in value]) @ vector.T
        D.append(P[:, i] @ root @ U[i] @ bread)
    for k in range(p):
        d = np.column_stack([x[:, k] for x in D])
        estimate = sum((d[:, g] @ e) ** 2 for g in range(G))
        # P is idempotent, so that d'e needs no further projection.
        K = d.T @ omega @ d
        errors.append(np.sqrt(estimate * truth[k, k] / np.trace(K)))
        freedoms.append(max(1.0, np.trace(K) ** 2 / (K * K).sum()))
    return {
        "coefficients": list(classical.params), "classical": list(classical.bse), "cluster": list(cluster.bse),
        "reduced": errors, "freedom": freedoms, "overdispersion": phi, "monthShock": float(np.sqrt(tau2)),
        "pearson": float(e @ e / (N - p)),
        "logLikelihood": float((y * np.log(h) + (n - y) * np.log(1 - h)).sum()),
    }


z = outages[month] - 1.5
lost = {a: y[age == a].sum() for a in range(1, MONTHS + 1)}
stay = {a: (n - y)[age == a].sum() for a in range(1, MONTHS + 1)}
last = next(a for a in range(MONTHS, 0, -1)
            if sum(lost[b] for b in range(a, MONTHS + 1)) >= 20 and sum(stay[b] for b in range(a, MONTHS + 1)) >= 20
            and (age >= a).sum() >= 6)
groups = np.column_stack([(np.minimum(age, last) == a).astype(float) for a in range(1, last + 1)] + [z])
moy = (START[1] - 1 + month) % 12
season = np.column_stack([(moy == k).astype(float) - (moy == 11) for k in range(11)])
smooth = np.column_stack([np.ones(len(age)), np.log(age), season, z])
result = {
    "rows": rows, "first": name(0), "outages": [float(v) for v in outages], "last": int(last),
    "groups": analyse(groups), "smoothSeason": analyse(smooth),
}
with open("retention_hazard.json", "w") as file:
    json.dump(result, file)
    file.write("\n")
print("last group", last, "cells", len(age))
for key in ("groups", "smoothSeason"):
    r = result[key]
    print(key, "outages", r["coefficients"][-1], r["classical"][-1], r["cluster"][-1], r["reduced"][-1], r["freedom"][-1],
          "phi", r["overdispersion"], "tau", r["monthShock"], "pearson", r["pearson"], "lnL", r["logLikelihood"])
