"""References of NeweyWestMomentsTests: standard errors and degrees of freedom of a Newey-West covariance of many lags, by dense matrices.

python3 -m venv env && env/bin/pip install numpy && env/bin/python newey_west.py
"""
import numpy as np

t = np.arange(40)
x1 = np.sin(t / 3) + t / 20
x2 = ((t * 7) % 5).astype(float)
noise = np.sin(12.9898 * (t * t))
error, response = 0.0, []
for i in t:
    error = (0.6 * error if i > 0 else 0) + 0.4 * noise[i]
    response.append(1 + 0.5 * x1[i] - 0.2 * x2[i] + error)
y = np.array(response)


def moments(X, y, single=()):
    n = len(y)
    span = int(np.ceil(1.3 * np.sqrt(n)))
    distance = np.abs(np.subtract.outer(np.arange(n), np.arange(n)))
    K = np.clip(1 - distance / span, 0, None)
    W = np.linalg.inv(X.T @ X) @ X.T
    M = np.eye(n) - X @ W
    e = M @ y
    e[list(single)] = 0
    rho = e[1:] @ e[:-1] / (e @ e)
    omega = rho ** distance
    V = M @ omega @ M
    errors, freedoms = [], []
    for w in W:
        w = w.copy()
        w[list(single)] = 0
        if np.abs(w).max() < 1e-9:
            errors.append(np.nan)
            freedoms.append(np.nan)
            continue
        A = w[:, None] * K * w[None, :]
        B = A @ V
        mean = np.trace(B)
        errors.append(np.sqrt((w * e) @ K @ (w * e) * (w @ omega @ w) / mean))
        freedoms.append(2 * mean**2 / (2 * np.sum(B * B.T)))
    return errors, freedoms


if __name__ == "__main__":
    X = np.column_stack([np.ones(40), x1, x2])
    pulse = np.column_stack([X, (t == 17).astype(float)])
    root = np.sqrt(0.5 + t % 4)
    for name, result in [
        ("plain", moments(X, y)),
        ("weights", moments(X * root[:, None], y * root)),
        ("pulse", moments(pulse, y, [17])),
    ]:
        print(name, [[float(f"{v:.16g}") for v in values] for values in result])
