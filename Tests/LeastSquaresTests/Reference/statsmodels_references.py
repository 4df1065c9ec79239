"""Reference values for collinearity, priors and equality constraints.

python3 -m venv env && env/bin/pip install statsmodels && env/bin/python statsmodels_references.py
"""
import numpy as np
import statsmodels.api as sm
from statsmodels.stats.outliers_influence import variance_inflation_factor

np.set_printoptions(precision=17, linewidth=200)
t = np.arange(40.0)
x1 = np.sin(t / 3) + t / 20
x2 = (t * 7) % 5
y = 2 + 0.8 * x1 - 0.3 * x2 + (1 + x2 / 4) * np.sin(12.9898 * t * t) * 0.5 + np.where(t % 13 == 5, 3.0, 0)
X = np.column_stack([np.ones(40), x1, x2])
fit = sm.OLS(y, X).fit()


def show(name, values):
    print(name, [float(v) for v in np.atleast_1d(values)])


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
