"""Compares the numerical core with numpy and statsmodels: alternating rounds in one run, medians and ratios."""
import os
import statistics
import subprocess
import sys
import time
import warnings

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np
import statsmodels
import statsmodels.api as sm

warnings.filterwarnings("ignore")
program, bare, counter = sys.argv[1:4]
rng = np.random.default_rng(1)
ROUNDS = 5


def ours(work, rows, columns, problems, rounds=3):
    arguments = [program, "core", work, "--rows", rows, "--columns", columns, "--problems", problems, "--rounds", rounds]
    return float(subprocess.run(list(map(str, arguments)), capture_output=True, text=True, check=True).stdout.split()[0])


def lapack(rows, columns, routine):
    return float(subprocess.run([bare, str(rows), str(columns), routine], capture_output=True, text=True).stdout.split()[0])


def problems(count, rows, columns):
    x = rng.uniform(-1, 1, (count, rows, columns))
    x[:, :, 0] = 1
    return x, x.sum(axis=2) + rng.uniform(-1, 1, (count, rows))


def timed(body, count):
    start = time.perf_counter()
    body()
    return (time.perf_counter() - start) * 1e9 / count


X, Y = problems(10000, 59, 3)
Z, W = problems(300, 240, 24)
A, B = problems(3, 120, 3)


def numpy_batched():
    q, r = np.linalg.qr(X)
    return np.linalg.solve(r, np.einsum("kij,ki->kj", q, Y)[..., None])


def numpy_lstsq():
    for x, y in zip(Z, W):
        np.linalg.lstsq(x, y, rcond=None)


def statsmodels_ols():
    for x, y in zip(X[:300], Y[:300]):
        fit = sm.OLS(y, x).fit()
        fit.bse, fit.scale, fit.rsquared


def statsmodels_hac():
    for x, y in zip(X[:300], Y[:300]):
        sm.OLS(y, x).fit(cov_type="HAC", cov_kwds={"maxlags": 4}).bse


def statsmodels_sarimax():
    for x, y in zip(A, B):
        sm.tsa.SARIMAX(y, exog=x, order=(1, 0, 1)).fit(disp=0)


samples = {}


def sample(name, value):
    samples.setdefault(name, []).append(value)


for _ in range(ROUNDS):
    sample("59 x 3 ours", ours("least-squares", 59, 3, 10000))
    sample("59 x 3 bare dgeqp3", lapack(59, 3, "geqp3"))
    sample("59 x 3 numpy batched qr + solve", timed(numpy_batched, len(X)))
    sample("59 x 3 statsmodels OLS", timed(statsmodels_ols, 300))
    sample("59 x 3 ours, Newey-West", ours("newey-west", 59, 3, 10000))
    sample("59 x 3 statsmodels HAC", timed(statsmodels_hac, 300))
    sample("240 x 24 ours", ours("least-squares", 240, 24, 300))
    sample("240 x 24 bare dgeqrf", lapack(240, 24, "geqrf"))
    sample("240 x 24 bare dgeqp3", lapack(240, 24, "geqp3"))
    sample("240 x 24 numpy lstsq", timed(numpy_lstsq, len(Z)))
    sample("120 x 3 ours, ARMA(1,1)", ours("arma", 120, 3, 20))
    sample("120 x 3 statsmodels SARIMAX", timed(statsmodels_sarimax, len(A)))
medians = {name: statistics.median(values) for name, values in samples.items()}

print(f"numpy {np.__version__}, statsmodels {statsmodels.__version__}, one core, medians of {ROUNDS} alternating rounds")
print()
print("| work | microseconds | ours is |")
print("|---|---:|---|")
for name, value in medians.items():
    size = name.split(" ours")[0].split(" bare")[0].split(" numpy")[0].split(" statsmodels")[0]
    own = {"59 x 3 statsmodels HAC": "59 x 3 ours, Newey-West", "120 x 3 statsmodels SARIMAX": "120 x 3 ours, ARMA(1,1)"}.get(
        name, size + " ours")
    ratio = "" if "ours" in name else f"{value / medians[own]:.2f} x as fast"
    print(f"| {name} | {value / 1000:.2f} | {ratio} |")


def allocations(count):
    environment = dict(os.environ, LD_PRELOAD=counter)
    arguments = [program, "core", "least-squares", "--problems", "100", "--rounds", str(count)]
    run = subprocess.run(arguments, capture_output=True, text=True, env=environment)
    return int(run.stderr.split()[-1])


few, many = allocations(10), allocations(110)
print()
print(f"Allocations: {few} in 10 rounds of 100 fits, {many} in 110 rounds: {(many - few) / 10000:g} a fit after warm-up.")
