"""Reference values of pooling: dense matrices instead of sums, and statsmodels as a second opinion.

python3 -m venv v; v/bin/pip install numpy scipy statsmodels; v/bin/python pooling.py
Printed by statsmodels 0.15, which stops earlier than the search here:

mixed: criterion np.float64(317.8161087245735) mean [18.966175581742  0.864198359254] se [0.546476864285 0.109789875025] T [ 3.242553027966 -0.230726009287 -0.230726009287  0.125154912443] s2 np.float64(0.8186172729970783)
first series [20.440155421947  0.649616227134]
statsmodels [18.966175581743  0.864198359254] [0.546480178412 0.109791370353] [ 3.242598857479 -0.230728084935 -0.230728084935  0.125158987632] 0.8186116014919783 317.8161087332971
moderation 2.0036399339463133 np.float64(0.5726927802073966)
moderated: criterion np.float64(59.33812466577014) mean [18.912703614655  0.883066968709] se [0.600140140829 0.113182082185] T [ 3.632955364583 -0.264369352917 -0.264369352917  0.116368211973]
Q np.float64(502.8955545166676) p 1.3261449221492344e-47
"""
import numpy as np
from scipy.linalg import block_diag
from scipy.optimize import brentq, minimize
from scipy.special import digamma, polygamma
from scipy.stats import chi2
import statsmodels.api as sm

np.set_printoptions(precision=12)


def panel(series=12, months=8):
    """The panel of GeneratedPool.swift."""
    state, rows = 12345, []

    def noise():
        nonlocal state
        total = 0.0
        for _ in range(3):
            state = (1103515245 * state + 12345) % 2**31
            total += state / 2**31
        return total - 1.5

    for i in range(series):
        intercept, slope = 20 + 3 * noise(), 1 + noise()
        for t in range(months):
            rows.append((i, t, intercept + slope * t + 2 * noise()))
    return np.array(rows)


def descend(criterion, start):
    best = minimize(criterion, start, method="Nelder-Mead", options=dict(xatol=1e-12, fatol=1e-13, maxiter=20000, maxfev=20000))
    for _ in range(4):
        best = minimize(criterion, best.x, method="Nelder-Mead", options=dict(xatol=1e-12, fatol=1e-13, maxiter=20000, maxfev=20000))
    return best


def restricted(y, X, V):
    W = np.linalg.inv(V)
    M = X.T @ W @ X
    beta = np.linalg.solve(M, X.T @ W @ y)
    r = y - X @ beta
    value = np.linalg.slogdet(V)[1] + np.linalg.slogdet(M)[1] + r @ W @ r + (len(y) - X.shape[1]) * np.log(2 * np.pi)
    return value, beta, np.linalg.inv(M)


def between(theta):
    L = np.array([[theta[0], 0], [theta[1], theta[2]]])
    return L @ L.T


def mixed(rows):
    groups = [rows[rows[:, 0] == i] for i in np.unique(rows[:, 0])]
    Z = [np.column_stack([np.ones(len(g)), g[:, 1]]) for g in groups]
    y, X = rows[:, 2], np.vstack(Z)
    V = lambda t: block_diag(*[z @ between(t) @ z.T + np.exp(t[3]) * np.eye(len(z)) for z in Z])
    best = descend(lambda t: restricted(y, X, V(t))[0], [1, 0, 1, 0])
    value, beta, cov = restricted(y, X, V(best.x))
    print("mixed: criterion", repr(value), "mean", beta, "se", np.sqrt(np.diag(cov)), "T", between(best.x).ravel(), "s2", repr(np.exp(best.x[3])))
    T, W = between(best.x), np.linalg.inv(V(best.x))
    u = (T @ Z[0].T) @ W[:len(Z[0]), :len(Z[0])] @ (groups[0][:, 2] - Z[0] @ beta)
    print("first series", beta + u)
    fit = sm.MixedLM(y, X, rows[:, 0], exog_re=X).fit(reml=True)
    print("statsmodels", fit.fe_params, fit.bse_fe, np.asarray(fit.cov_re).ravel(), fit.scale, -2 * fit.llf)


def moderation(rows):
    s2, C, b = [], [], []
    for i in np.unique(rows[:, 0]):
        g = rows[rows[:, 0] == i]
        X = np.column_stack([np.ones(len(g)), g[:, 1]])
        c = np.linalg.inv(X.T @ X)
        e = c @ X.T @ g[:, 2]
        r = g[:, 2] - X @ e
        s2.append(r @ r / (len(g) - 2)); C.append(c); b.append(e)
    nu = 6.0
    s2 = np.array(s2) * np.exp(2 * np.sin(2.0 * np.arange(len(s2))))
    z = np.log(s2) - digamma(nu / 2) + np.log(nu / 2)
    excess = z.var(ddof=1) - polygamma(1, nu / 2)
    d0 = 2 * brentq(lambda x: polygamma(1, x) - excess, 1e-3, 1e6, xtol=1e-14)
    s0 = np.exp(z.mean() + digamma(d0 / 2) - np.log(d0 / 2))
    print("moderation", repr(d0), repr(s0))
    d = d0 + nu
    V = [c * (d0 * s0 + nu * s) / (d - 2) for c, s in zip(C, s2)]
    y, X = np.concatenate(b), np.vstack([np.eye(2)] * len(b))
    S = lambda t: block_diag(*[between(t) + v for v in V])
    best = descend(lambda t: restricted(y, X, S(t))[0], [1, 0, 1])
    value, beta, cov = restricted(y, X, S(best.x))
    print("moderated: criterion", repr(value), "mean", beta, "se", np.sqrt(np.diag(cov)), "T", between(best.x).ravel())
    Q = restricted(y, X, block_diag(*V))
    r = y - X @ Q[1]
    q = r @ np.linalg.inv(block_diag(*V)) @ r
    n, k = len(b), 2.0
    mean, variance = n * k, n * 2 * k * (k + d - 2) / (d - 4)
    factor = variance / (2 * mean)
    print("Q", repr(q), "p", chi2.sf(q / factor, mean * (n - 1) / n / factor))


mixed(panel())
moderation(panel())
