"""Reference values of Tests/ScenariosTests/Impact.

Run with pysyncon 1.7.0, synthdid-py 0.1.0, numpy, pandas and scipy; with the path of california_prop99.csv as an
argument for the values of Proposition 99. Both packages also have other public panels: PENN and CPS of synthdid-py are used
with a pretended event.

pysyncon solves for weights by SLSQP with differences for gradients, and synthdid by the method of Frank and Wolfe; even with
tight tolerances both stop 4 to 7 digits from the optimum. `exact` therefore takes the columns to which they give weight, solves the
equations of Karush, Kuhn and Tucker on them, adds and drops columns until all of the conditions hold, and prints how far the
package is from that. The estimate of synthdid is then its own with these weights.
"""
import sys

import numpy as np
import pandas as pd
from pysyncon import Synth
from synthdid import did_estimate, load_cps, load_penn, panel_matrices, synthdid_estimate


def exact(A, b, start, ridge=0.0):
    """min |A w - b|^2 + ridge |w|^2 on the simplex, from the support of an approximate solution."""
    J = A.shape[1]
    D = A - b[:, None]
    rows = np.vstack([D, np.sqrt(ridge) * np.eye(J)])
    support = [j for j in range(J) if start[j] > 1e-4]
    while True:
        base, rest = support[0], support[1:]
        E = rows[:, rest] - rows[:, [base]]
        w = np.zeros(J)
        if rest:
            w[rest] = np.linalg.lstsq(E, -rows[:, base], rcond=None)[0]
        w[base] = 1 - w[rest].sum()
        if w[support].min() < 0:
            support.remove(support[int(np.argmin(w[support]))])
            continue
        r = rows @ w
        gain = r @ r - rows.T @ r
        gain[support] = 0
        if gain.max() <= 1e-10 * (r @ r) + 1e-14 * np.abs(D).max() ** 2:
            return w
        support.append(int(np.argmax(gain)))


def synthetic_control(Y, T0):
    A, b = Y[:-1, :T0].T, Y[-1, :T0]
    w, _ = Synth.w_optimize(np.eye(T0), A, b, qp_options={"maxiter": 100000, "ftol": 1e-18})
    best = exact(A, b, w)
    effects = Y[-1] - best @ Y[:-1]
    return best, effects, np.abs(best - w).max()


def sdid(Y, T0, tight=100000):
    J, T = Y.shape[0] - 1, Y.shape[1]
    options = dict(sparsify=None, min_decrease=1e-12, max_iter=tight)
    approximate = synthdid_estimate(Y, J, T0, **options)
    noise = np.std(np.diff(Y[:J, :T0], axis=1), ddof=1)
    A, b = Y[:J, :T0].T, Y[-1, :T0]
    omega = exact(A - A.mean(0), b - b.mean(), approximate.weights.omega, T0 * (T - T0) ** 0.5 * noise**2)
    A, b = Y[:J, :T0], Y[:J, T0:].mean(1)
    lam = exact(A - A.mean(0), b - b.mean(), approximate.weights.lambda_, J * 1e-12 * noise**2)
    estimate = synthdid_estimate(Y, J, T0, weights={"omega": omega, "lambda_": lam})
    return omega, lam, float(estimate), float(approximate), float(synthdid_estimate(Y, J, T0))


def local_level(Y, T0):
    """The model of LocalLevelRegression by plain formulas of normal distributions."""
    y, Z = Y[-1, :T0], Y[:-1].T
    m, s = y.mean(), y.std(ddof=1)
    y = (y - m) / s
    zs = Z[:T0].std(0, ddof=1)
    Z = (Z - Z[:T0].mean(0)) / zs
    T, J = Z.shape
    t = np.arange(T)
    found = []
    for lq in np.arange(-7, 3.5):
        for lk in np.arange(-6, 9, 2):
            C = np.eye(T) + np.exp(lq) * np.minimum.outer(t, t) + np.exp(lk) * Z @ Z.T / J
            Coo, Cpo, Cpp = C[:T0, :T0], C[T0:, :T0], C[T0:, T0:]
            inv, one = np.linalg.inv(Coo), np.ones(T0)
            info = one @ inv @ one
            level = one @ inv @ y / info
            e = y - level
            var = e @ inv @ e / (T0 - 1)
            ll = -0.5 * ((T0 - 1) * np.log(var) + np.linalg.slogdet(Coo)[1] + np.log(info))
            debt = 1 - Cpo @ inv @ one
            cov = var * (Cpp - Cpo @ inv @ Cpo.T + np.outer(debt, debt) / info)
            found.append((ll, level + Cpo @ inv @ e, cov, np.exp(lk) / J * Z[:T0].T @ inv @ e / zs * s))
    ll = np.array([f[0] for f in found])
    w = np.exp(ll - ll.max())
    w[w <= 1e-4] = 0
    w /= w.sum()
    mean = sum(a * f[1] for a, f in zip(w, found))
    cov = sum(a * (f[2] + np.outer(f[1] - mean, f[1] - mean)) for a, f in zip(w, found))
    beta = sum(a * f[3] for a, f in zip(w, found))
    effects = Y[-1, T0:] - (m + s * mean)
    n = T - T0
    return effects, s * np.sqrt(np.diag(cov)), s * np.sqrt(cov.sum()) / n, beta


def generated():
    """13 series (the last is treated) over 40 times, with an event at index 28 that takes 4 away."""
    Y = np.zeros((13, 40))
    for row in range(13):
        j = (row + 1) % 13  # 0 is the treated series
        for t in range(40):
            first = 0.3 * t + 4 * np.sin(t / 4)
            second = 3 * np.cos(t / 3 + 1)
            Y[row, t] = (
                40 + 5 * np.sin(1.7 * j) + (1 + 0.5 * np.sin(2.1 * j + 0.4)) * first
                + (1 + 0.6 * np.cos(1.3 * j)) * second + 1.2 * np.sin(0.71 * t * t + 1.13 * j * j + 0.37 * j * t)
            )
    Y[-1, 28:] -= 4
    return Y


def show(name, Y, T0):
    np.set_printoptions(precision=10, linewidth=110, suppress=True)
    w, effects, away = synthetic_control(Y, T0)
    print(f"{name}: synthetic control {effects[T0:].mean():.10f}, RMSPE {np.sqrt((effects[:T0] ** 2).mean()):.10f}")
    print("  weights", {i: round(x, 10) for i, x in enumerate(w) if x > 0}, f"SLSQP is {away:.1e} away")
    omega, lam, estimate, tight, usual = sdid(Y, T0)
    print(f"  sdid {estimate:.10f} (Frank-Wolfe: tight {tight:.8f}, as shipped {usual:.8f})")
    print("  omega", {i: round(x, 8) for i, x in enumerate(omega) if x > 0})
    print("  lambda", {i: round(x, 8) for i, x in enumerate(lam) if x > 0})
    print(f"  did {float(did_estimate(Y, Y.shape[0] - 1, T0)):.10f}")
    effects, errors, error, beta = local_level(Y, T0)
    print(f"  local level {effects.mean():.10f} +- {error:.10f}")
    print("   ", effects, errors, beta, sep="\n    ")


def placebo_p(Y, T0):
    """Ratios of placebos: every control as treated, without the true one."""
    ratios = []
    for i in [Y.shape[0] - 1] + list(range(Y.shape[0] - 1)):
        rows = [r for r in range(Y.shape[0] - 1) if r != i] + [i]
        _, e, _ = synthetic_control(Y[rows], T0)
        ratios.append(np.sqrt((e[T0:] ** 2).mean()) / np.sqrt((e[:T0] ** 2).mean()))
    return ratios


def conformal(Y, T0, effect, absolute):
    Y = Y.copy()
    Y[-1, T0:] -= effect
    _, u, _ = synthetic_control(Y, Y.shape[1])
    T = len(u)
    block = lambda s: u[(s + np.arange(T - T0)) % T]
    value = (lambda x: np.abs(x).sum()) if absolute else (lambda x: abs(x.sum()))
    return np.mean([value(block(s)) >= value(block(T0)) * (1 - 1e-12) for s in range(T)])


def with_predictors(Y, T0):
    """Importances of four predictors of the generated panel by pysyncon, from both of its starts."""
    order = [(row + 1) % 13 for row in range(13)]
    X = np.array([
        [40 + 5 * np.sin(1.7 * j) for j in order], [1 + 0.5 * np.sin(2.1 * j + 0.4) for j in order], Y[:, 9], Y[:, 27]])
    names = [f"c{j}" for j in order]
    for start in ("equal", "ols"):
        fit = Synth()
        fit.fit(
            X0=pd.DataFrame(X[:, :-1], columns=names[:-1]), X1=pd.Series(X[:, -1], name="c0"),
            Z0=pd.DataFrame(Y[:-1, :T0].T, columns=names[:-1]), Z1=pd.Series(Y[-1, :T0], name="c0"), optim_initial=start)
        print("predictors from", start, "loss", fit.loss_V, "V", fit.V, {n: round(x, 4) for n, x in zip(names, fit.W) if x > 1e-3})


def public(frame, unit, time, value, treated, event):
    wide = frame.pivot(index=unit, columns=time, values=value)
    wide = pd.concat([wide.drop(index=treated), wide.loc[[treated]]])
    return wide.to_numpy(), int(np.searchsorted(wide.columns, event))


if __name__ == "__main__":
    Y = generated()
    show("generated", Y, 28)
    print("ratios", np.array(placebo_p(Y, 28)))
    for effect in (0.0, -3.0, -4.0, -5.0):
        print("conformal", effect, conformal(Y, 28, effect, False), conformal(Y, 28, effect, True))
    with_predictors(Y, 28)
    show("CPS, log wage, CA, 2000", *public(load_cps(), "state", "year", "log_wage", "CA", 2000))
    show("PENN, log GDP, Germany, 1990", *public(load_penn(), "country", "year", "log_gdp", "Germany", 1990))
    if len(sys.argv) > 1:
        prop = pd.read_csv(sys.argv[1], sep=";")
        show("Proposition 99", *public(prop, "State", "Year", "PacksPerCapita", "California", 1989))

# Printed (paths and small weights of the large panels left out):
# generated: synthetic control -3.3048045224, RMSPE 0.9335491032
#   weights {3: 0.0774495668, 4: 0.1810415534, 5: 0.1496447443, 8: 0.3965188857, 9: 0.1953452498} SLSQP is 1.6e-06 away
#   sdid -3.1697075763 (Frank-Wolfe: tight -3.16969522, as shipped -3.16964971)
#   did -1.5547542301
#   local level -1.8341446884 +- 3.5696843050
# ratios [3.70268646   1.7801169691 4.5524353066 1.5305206032 2.188226331  0.6586043925 1.8108797401 0.9217589557
# conformal 0.0 0.175 0.325
# conformal -3.0 0.925 0.35
# conformal -4.0 0.55 0.15
# conformal -5.0 0.275 0.35
# CPS, log wage, CA, 2000: synthetic control 0.0069851660, RMSPE 0.0172070596
#   weights {0: 0.2282457217, 9: 0.2623497516, 18: 0.1425863346, 29: 0.0449087408, 31: 0.1726806885, 32: 0.1429402502, 41: 0.0003714409, 45: 0.0059170716} SLSQP is 1.7e-04 away
#   sdid -0.0141277657 (Frank-Wolfe: tight -0.01412564, as shipped -0.01416265)
#   did -0.0874723441
#   local level 0.0023986370 +- 0.0448501840
# PENN, log GDP, Germany, 1990: synthetic control -0.0109181870, RMSPE 0.0065976407
#   sdid -0.0131175933 (Frank-Wolfe: tight -0.01388719, as shipped -0.01665562)
#   did 0.1526511105
#   local level -0.0223203308 +- 0.0826071970
# Proposition 99: synthetic control -19.5136297684, RMSPE 1.6564002103
#   weights {2: 0.0148107719, 3: 0.1090896247, 17: 0.2318399506, 19: 0.2049225835, 20: 0.0454290464, 32: 0.393908023} SLSQP is 1.8e-06 away
#   sdid -15.6053979163 (Frank-Wolfe: tight -15.60572365, as shipped -15.60382787)
#   did -27.3491110836
#   local level -14.6753442040 +- 6.9576260106
# predictors from equal loss 1.2451485741050943 V [0.154203   0.25524122 0.27958007 0.31097571]
# predictors from ols loss 1.244917842299215 V [0.5394945  0.16213146 0.11254395 0.1858301 ]
