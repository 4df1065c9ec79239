"""Prints coefficients and errors of a regression on regressors with errors, for ErrorsInVariablesTests. Usage: python3 errors_in_variables.py (numpy)."""
import numpy as np

n = 24
t = np.arange(n)
x = np.round(3 + 2 * np.sin(1.7 * t) + np.cos(5.3 * t * t), 3)
z = np.round(np.cos(0.9 * t) + 0.1 * t, 3)
y = np.round(1 + 0.5 * x - 0.8 * z + 0.3 * np.sin(11 * t * t), 3)
X = np.c_[np.ones(n), x, z]
S = np.zeros((3, 3))
S[1, 1], S[1, 2], S[2, 1], S[2, 2] = 9.0, 1.0, 1.0, 4.0


def fit(alpha, S):
    Z = np.c_[X, y]
    big = np.zeros((4, 4))
    big[:3, :3] = S
    root = 1 / max(np.linalg.eigvals(np.linalg.solve(Z.T @ Z, big)).real)
    f = (1 if root > 1 + 1 / n else root - 1 / n) - alpha / n
    A = X.T @ X - f * S
    b = np.linalg.solve(A, X.T @ y)
    psi = X * (y - X @ b)[:, None] + f * (S / n @ b)
    V = np.linalg.inv(A) @ psi.T @ psi @ np.linalg.inv(A) * n / (n - 3)
    print(alpha, float(f), [float(v) for v in b], [float(v) for v in np.sqrt(np.diag(V))])


fit(0, S / 20)
fit(1, S / 20)
fit(1, S)
print("reliability", float(1 - max(np.linalg.eigvals(np.linalg.solve(X.T @ X, S)).real)))
print("data", x.tolist(), z.tolist(), y.tolist())
