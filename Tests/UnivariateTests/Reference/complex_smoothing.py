"""Reference values of CombinationTests for complex exponential smoothing: starting values by numpy's least squares, parameters by
Nelder and Mead from a grid.

python3 -m venv env && env/bin/pip install scipy && env/bin/python complex_smoothing.py
"""
import numpy as np
from scipy.optimize import minimize


def run(z, real, imaginary):
    """Sum of squares, state after the last figure, its transition; None where old figures do not fade."""
    values = z - z[0]
    transition = np.array([[1, -(1 - imaginary)], [1, 1 - real]])
    gain = np.array([real - imaginary, real + imaginary])
    discount = transition - np.outer(gain, [1, 0])
    if max(abs(np.linalg.eigvals(discount))) >= 1:
        return None
    state, basis = np.zeros(2), np.eye(2)
    errors, design = np.empty(len(z)), np.empty((len(z), 2))
    for t, value in enumerate(values):
        errors[t], design[t] = value - state[0], basis[0]
        state = transition @ state + gain * errors[t]
        basis = discount @ basis
    start = np.linalg.lstsq(design, errors, rcond=None)[0]
    rest = errors - design @ start
    return rest @ rest, state + basis @ start, transition


t = np.arange(40)
series = {
    "wave": np.sin(t / 5) + 0.02 * t + 0.1 * np.sin(12.9898 * t * t),
    "trend": (0.05 * t + 0.03 * np.cos(78.233 * t))[:30],
}
for name, z in series.items():
    ends = [
        minimize(lambda p: (run(z, *p) or (1e9,))[0], [a, b], method="Nelder-Mead", options=dict(xatol=1e-8, fatol=1e-14))
        for a in np.arange(0.6, 2.3, 0.1)
        for b in np.arange(0.6, 1.45, 0.05)
        if run(z, a, b)
    ]
    best = min(ends, key=lambda end: end.fun)
    least, state, transition = run(z, *best.x)
    path = []
    for _ in range(4):
        path.append(z[0] + state[0])
        state = transition @ state
    print(name, best.x, least, path)
