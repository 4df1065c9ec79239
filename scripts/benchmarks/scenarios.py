"""Times five scenarios with two uncertain drivers and a vectorised numpy version of the same simulation, alternating, and
prints milliseconds and the ratio. Usage: scenarios.py PROGRAM PROCESS-PROGRAM SCENARIO-FILE"""

import os
import subprocess
import sys
import time

os.environ.update({name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")})
import numpy as np  # noqa: E402

DRAWS, MONTHS = 10_000, 24


def simulate(seed=1):
    """Medians, intervals and differences of users; common random numbers from one generator state for all scenarios."""
    rng = np.random.default_rng(seed)
    growth = np.log1p(0.02) / 12 + 0.01 / 12 / 1.02 * rng.standard_normal(DRAWS)
    effects = [0.004 + 0.001 * rng.standard_normal(DRAWS), 0.1 + 0.03 * rng.standard_normal(DRAWS)]
    innovations = 0.01 * rng.standard_normal((MONTHS, DRAWS))
    noise = rng.standard_normal((MONTHS, DRAWS))
    state = rng.bit_generator.state
    users = []
    for rate in range(1, 6):
        rng.bit_generator.state = state
        outages = rng.poisson(rate, (MONTHS, DRAWS))
        level = np.full(DRAWS, np.log(100e6))
        deviation = np.zeros(DRAWS)
        z1, z2 = np.zeros(DRAWS), np.zeros(DRAWS)
        path = np.empty((MONTHS, DRAWS))
        for month in range(MONTHS):
            fresh = noise[month]
            deviation = fresh if month == 0 else 0.7 * deviation + np.sqrt(1 - 0.49) * fresh
            z1 = 0.8 * z1 + 0.2 * (outages[month] - 1)
            z2 = 0.5 * z2 + 0.5 * 0.05 * deviation
            level = level + growth - effects[0] * z1 - effects[1] * z2 + innovations[month]
            path[month] = level
        users.append(np.exp(path))
    levels = [0.5, 0.1, 0.9, 0.025, 0.975]
    for scenario in users:
        np.quantile(scenario, levels, axis=1)
        np.quantile(scenario - users[0], levels, axis=1)
    return np.median(users[4][-1])


program, command, founding = sys.argv[1:4]
ours, one_core, numpy_times = [], [], []
median = theirs = 0.0
for _ in range(5):
    start = time.perf_counter()
    theirs = simulate()
    numpy_times.append((time.perf_counter() - start) * 1e3)
    best, median = map(float, subprocess.run(
        [program, "scenarios"], check=True, capture_output=True, text=True).stdout.split())
    ours.append(best)
    one_core.append(float(subprocess.run(
        ["taskset", "-c", "0", program, "scenarios"], check=True, capture_output=True, text=True).stdout.split()[0]))
assert abs(median / theirs - 1) < 0.01, (median, theirs)
process = []
for _ in range(10):
    start = time.perf_counter()
    subprocess.run([command, "scenario", "run", founding], check=True, stdout=subprocess.DEVNULL)
    process.append((time.perf_counter() - start) * 1e3)
print("10,000 draws x 24 months x 5 scenarios x 2 uncertain drivers, milliseconds")
print(f"numpy, vectorised  {min(numpy_times):6.1f}")
print(f"ours, one core     {min(one_core):6.1f}  {min(numpy_times) / min(one_core):.1f} times as fast")
print(f"ours, all cores    {min(ours):6.1f}  {min(numpy_times) / min(ours):.1f} times as fast")
print(f"scenario run of the founding example from start to exit: {min(process):.0f} ms")
