"""Reference values for influence, residual tests, collinearity, priors, GLSAR and ARMA errors.

python3 -m venv env && env/bin/pip install statsmodels scipy && env/bin/python statsmodels_references.py
"""
import numpy as np
import scipy.linalg as sl
import statsmodels.api as sm
from statsmodels.tsa.arima_process import arma_acovf
from statsmodels.stats.diagnostic import acorr_ljungbox, breaks_cusumolsresid, het_breuschpagan, het_white
from statsmodels.stats.outliers_influence import variance_inflation_factor
from statsmodels.stats.stattools import jarque_bera

np.set_printoptions(precision=17, linewidth=200)
t = np.arange(40.0)
x1 = np.sin(t / 3) + t / 20
x2 = (t * 7) % 5
y = 2 + 0.8 * x1 - 0.3 * x2 + (1 + x2 / 4) * np.sin(12.9898 * t * t) * 0.5 + np.where(t % 13 == 5, 3.0, 0)
X = np.column_stack([np.ones(40), x1, x2])
fit = sm.OLS(y, X).fit()


def show(name, values):
    print(name, [float(v) for v in np.atleast_1d(values)])


i = fit.get_influence()
pick = [0, 5, 18, 39]
show("leverage", i.hat_matrix_diag[pick])
show("press", i.resid_press[pick])
show("internal", i.resid_studentized_internal[pick])
show("external", i.resid_studentized_external[pick])
show("cook", i.cooks_distance[0][pick])
show("dffits", i.dffits[0][pick])
lb = acorr_ljungbox(fit.resid - fit.resid.mean(), lags=[6])
show("ljungbox", [lb.lb_stat.iloc[0], lb.lb_pvalue.iloc[0]])
show("breuschpagan", het_breuschpagan(fit.resid, X)[:2])
show("white", het_white(fit.resid, X)[:2])
show("jarquebera", jarque_bera(fit.resid)[:2])
show("cusum", breaks_cusumolsresid(fit.resid, ddof=3)[:2])
show("vif", [variance_inflation_factor(X, k) for k in (1, 2)])
U = X / np.linalg.norm(X, axis=0)
u, s, vt = np.linalg.svd(U, full_matrices=False)
show("indices", s[0] / s)
phi = (vt.T / s) ** 2
show("shares of x1", phi[1] / phi[1].sum())

# Ridge and priors by the augmented normal equations in the dense form (numpy).
sigma, prior_mean, prior_sd = 0.9, np.array([np.nan, 1.0, 0.0]), np.array([np.inf, 0.1, 0.05])
P = np.diag(np.where(np.isfinite(prior_sd), sigma**2 / prior_sd**2, 0.0))
m = np.nan_to_num(prior_mean)
A = X.T @ X + P
b = np.linalg.solve(A, X.T @ y + P @ m)
show("prior coefficients", b)
show("prior errors", sigma * np.sqrt(np.diag(np.linalg.inv(A))))

# Equality constraint b1 + b2 = 0.4 by the Lagrange equations.
C = np.array([[0.0, 1, 1]])
K = np.block([[X.T @ X, C.T], [C, np.zeros((1, 1))]])
sol = np.linalg.solve(K, np.concatenate([X.T @ y, [0.4]]))
r = y - X @ sol[:3]
s2 = r @ r / (40 - 3 + 1)
cov = s2 * np.linalg.inv(K)[:3, :3]
show("constrained", sol[:3])
show("constrained errors", np.sqrt(np.abs(np.diag(cov))))

# Autoregressive errors, p = 1 and 2.
e = np.zeros(40)
for k in range(40):
    e[k] = (0.6 * e[k - 1] if k > 0 else 0) + 0.4 * np.sin(12.9898 * k * k)
z = 1 + 0.5 * x1 - 0.2 * x2 + e
for p in (1, 2):
    g = sm.GLSAR(z, X, rho=p)
    r = g.iterative_fit(maxiter=400, rtol=1e-14)
    show(f"GLSAR{p} params", r.params)
    show(f"GLSAR{p} bse", r.bse)
    show(f"GLSAR{p} rho", g.rho)

# Prais-Winsten by dense generalised least squares with the rho of adjusted Yule-Walker, iterated.
b = np.linalg.lstsq(X, z, rcond=None)[0]
for _ in range(500):
    rho = sm.regression.yule_walker(z - X @ b, order=2, method="adjusted")[0]
    acov = arma_acovf(np.r_[1, -rho], [1], nobs=40)
    L = np.linalg.inv(np.linalg.cholesky(sl.toeplitz(acov)))
    w = sm.OLS(L @ z, L @ X).fit()
    b = w.params
show("praiswinsten params", b)
show("praiswinsten bse", w.bse)
show("praiswinsten rho", rho)

for order in [(1, 0), (0, 1), (1, 1), (2, 1)]:
    best = None
    for method in ("lbfgs", "nm", "powell"):
        model = sm.tsa.SARIMAX(z, exog=X, order=(order[0], 0, order[1]), concentrate_scale=False)
        try:
            r = model.fit(disp=0, method=method, maxiter=20000, **({"pgtol": 1e-12, "factr": 1.0} if method == "lbfgs" else {}))
        except Exception:
            continue
        if best is None or r.llf > best.llf:
            best = r
    show(f"SARIMAX{order} llf", best.llf)
    show(f"SARIMAX{order} params", best.params)
