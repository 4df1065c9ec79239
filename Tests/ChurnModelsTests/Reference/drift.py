"""Reference values for DriftTests: a baseline that drifts by dense matrices, its restricted likelihood checked against statsmodels.

python3 -m venv env && env/bin/pip install statsmodels scipy && env/bin/python drift.py
"""
import numpy as np
from scipy.integrate import quad
from statsmodels.tsa.statespace.structural import UnobservedComponents

N = 71


def series():
    """Growth of 71 months without a random generator: a slow wave, a driver, pseudo-noise by sines."""
    t = np.arange(1, N + 1)
    x = 2 + np.sin(t / 3.0) + (t % 7 == 0)
    growth = 0.01 + 0.006 * np.sin(t / 11.0) - 0.004 * (x - 2) + 0.008 * np.sin(12.9898 * t * t) + 0.004 * np.cos(78.233 * t)
    return growth, np.c_[np.ones(N), -(x - 2)]


def root(delta):
    """L with e = L u: e is w of the month before plus u, and a share delta of every u stays in w."""
    return np.tril(np.full((N, N), delta), -1) + np.eye(N)


def restricted(delta, sums, growth, design):
    """The restricted log-likelihood, profiled over the variance, up to a constant; the estimate, its covariance and sigma."""
    half = sums @ root(delta)
    v = half @ half.T
    x, y = sums @ design, sums @ growth
    vx = np.linalg.solve(v, x)
    inner = x.T @ vx
    beta = np.linalg.solve(inner, vx.T @ y)
    rest = y - x @ beta
    square = rest @ np.linalg.solve(v, rest)
    n, p = x.shape
    value = -(n - p) / 2 * np.log(square) - (np.linalg.slogdet(v)[1] + np.linalg.slogdet(inner)[1]) / 2
    return value, beta, np.linalg.inv(inner), np.sqrt(square / (n - p))


def report(name, sums):
    growth, design = series()
    grid = np.linspace(0, 0.999, 400)
    top = max(restricted(d, sums, growth, design)[0] for d in grid)

    def moment(power):
        return quad(lambda d: np.exp(restricted(d, sums, growth, design)[0] - top) * (1 - d) ** 2 * d**power, 0, 1,
                    epsabs=1e-12, epsrel=1e-10, limit=200)[0]

    mass = moment(0)
    mean = moment(1) / mass
    deviation = np.sqrt(moment(2) / mass - mean**2)
    _, beta, covariance, sigma = restricted(mean, sums, growth, design)
    step = 1e-5
    slopes = (restricted(mean + step, sums, growth, design)[1] - restricted(mean - step, sums, growth, design)[1]) / (2 * step)
    errors = np.sqrt(sigma**2 * np.diag(covariance) + deviation**2 * slopes**2)
    print(name, "drift %.6f sd %.6f" % (mean, deviation), "estimates", beta, "errors", errors, "sigma %.8g" % sigma)


def check():
    """Differences of the restricted likelihood between drifts are those of the local level with regressors."""
    growth, design = series()
    found = []
    for delta in (0.05, 0.2, 0.5):
        value, _, _, sigma = restricted(delta, np.eye(N), growth, design)
        # Errors of variance (1 - delta) s2, steps of variance delta2 s2, with the s2 at which the restricted likelihood is highest.
        model = UnobservedComponents(growth, level="llevel", exog=design[:, 1], mle_regression=False)
        theirs = model.loglike([(1 - delta) * sigma**2, delta**2 * sigma**2])
        found.append((value, theirs))
    ours, theirs = np.array(found).T
    print("differences", np.diff(ours), np.diff(theirs))


check()
report("monthly", np.eye(N))
# Figures in months 0, 3, 6, …: each change is a sum of three months.
sums = np.array([[1.0 if 3 * q < t + 1 <= 3 * (q + 1) else 0.0 for t in range(N)] for q in range(N // 3)])
report("quarterly", sums)
