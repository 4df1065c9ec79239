"""Compares `batch` with pyarrow, statsforecast and Prophet: alternating rounds in one run, medians and ratios."""
import logging
import os
import shutil
import statistics
import subprocess
import sys
import time
import warnings
from importlib.metadata import version

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv as csv

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)
program, benchmarks, folder = sys.argv[1:4]
SIZES = [int(size) for size in sys.argv[4:]] or [1000, 20000, 100000]
MODEL = ["--driver", "outages", "--driver", "negativity", "--baseline", "saturating", "--errors", "independent", "--driver-forecast", "hold"]
ROBUST = ["--standard-errors", "newey-west"]
HORIZON = 24
LEVELS = [80, 95]
ROUNDS = 5
LAUNCHER = """
import os, sys, time
start = time.perf_counter()
_, status, usage = os.wait4(os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ), 0)
print(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
sys.exit(status != 0)
"""
cores = os.cpu_count() or 1
pa.set_cpu_count(cores)


def panel(count):
    path = f"{folder}/panel-{count}.csv"
    if not os.path.exists(path):
        subprocess.run([benchmarks, "panel", "--series", str(count), "--out", path], check=True)
    return path


def ours(count, jobs, model=MODEL, affinity=None):
    """Seconds from start to exit, processor seconds, and the peak memory in MB."""
    out = f"{folder}/batch"
    shutil.rmtree(out, ignore_errors=True)
    arguments = [program, "batch", panel(count), "--out", out, "--quiet", "--jobs", str(jobs)] + model
    if affinity is not None:
        arguments = ["taskset", "-c", affinity] + arguments
    # In a small process of its own: the peak of memory includes what the parent had when it forked.
    run = subprocess.run([sys.executable, "-S", "-c", LAUNCHER] + arguments, capture_output=True, text=True, check=True)
    return tuple(float(word) for word in run.stdout.split())


def output_tables():
    """Our forecasts and coefficients as pyarrow tables."""
    parts = []
    for inside in ("", "/coefficients"):
        base = f"{folder}/batch{inside}"
        names = sorted(name for name in os.listdir(base) if name.startswith("part-"))
        parts.append(pa.concat_tables([csv.read_csv(f"{base}/{name}") for name in names]))
    return parts


def arrow(count, tables):
    start, processor = time.perf_counter(), time.process_time()
    csv.read_csv(panel(count))
    middle = time.perf_counter()
    for index, table in enumerate(tables):
        csv.write_csv(table, f"{folder}/arrow-{index}.csv")
    return middle - start, time.perf_counter() - middle, time.process_time() - processor


def median(values):
    return statistics.median(values)


size = 20000 if 20000 in SIZES else SIZES[-1]
ours(size, cores)
tables = output_tables()
times = {"two": [], "one": [], "pinned": [], "robust": [], "read": [], "write": [], "arrow processor": []}
for _ in range(ROUNDS):
    times["two"].append(ours(size, cores))
    read, write, processor = arrow(size, tables)
    times["arrow processor"].append(processor)
    times["read"].append(read)
    times["write"].append(write)
    times["one"].append(ours(size, 1))
    times["robust"].append(ours(size, cores, MODEL + ROBUST))
    if shutil.which("taskset"):
        times["pinned"].append(ours(size, 1, affinity="0"))
two = median([wall for wall, _, _ in times["two"]])
one = median([wall for wall, _, _ in times["one"]])
peer = median([a + b for a, b in zip(times["read"], times["write"])])
megabytes = os.path.getsize(panel(size)) / 1e6
print(f"{size} series x 60 months x 2 drivers ({megabytes:.1f} MB), {HORIZON} months ahead, 80 and 95 % intervals,")
print(f"{cores} cores; medians of {ROUNDS} alternating rounds; load of the machine at the end {os.getloadavg()[0]:.1f}")
print(f"batch, all cores              {two:8.3f} s  ({two / size * 1e6:.1f} microseconds a series)")
print(f"batch, --jobs 1               {one:8.3f} s  ({one / two:.2f} x as long)")
if times["pinned"]:
    pinned = median([wall for wall, _, _ in times["pinned"]])
    print(f"batch, --jobs 1 on one core   {pinned:8.3f} s  ({pinned / two:.2f} x as long)")
robust = median([wall for wall, _, _ in times["robust"]])
print(f"batch, Newey-West errors      {robust:8.3f} s  ({robust / two:.2f} x as long)")
processor = median([cpu for _, cpu, _ in times["two"]])
print(f"processor time of batch       {processor:8.3f} s")
print(f"pyarrow {pa.__version__} read + write   {peer:8.3f} s  (read {median(times['read']):.3f}, write {median(times['write']):.3f})")
print(f"processor time of pyarrow     {median(times['arrow processor']):8.3f} s")
print(f"batch is {two / peer:.2f} x pyarrow; goal at most 1.5")
print()
print("series     seconds  microseconds a series  peak MB")
for count in SIZES:
    runs = [ours(count, cores) for _ in range(3)]
    wall = median([wall for wall, _, _ in runs])
    print(f"{count:7}  {wall:9.3f}  {wall / count * 1e6:21.1f}  {max(peak for _, _, peak in runs):7.0f}")
print()

table = pd.read_csv(panel(SIZES[0]))
series = [group.reset_index(drop=True) for _, group in table.groupby("series", sort=False)]
drivers = ["outages", "negativity"]


def timed(fit, count):
    fit(series[0])  # compiles, loads
    start = time.perf_counter()
    for one in series[:count]:
        fit(one)
    return (time.perf_counter() - start) / count


def arima(order):
    from statsforecast.models import ARIMA

    def fit(one):
        y = np.diff(np.log(one.mau.to_numpy()))
        x = one[drivers].to_numpy()[1:]
        x = np.column_stack([x, np.log(one.mau.to_numpy())[:-1]])
        future = np.repeat(x[-1:], HORIZON, axis=0)
        ARIMA(order=order).fit(y, X=x).predict(HORIZON, X=future, level=LEVELS)

    return fit


def prophet(one):
    from prophet import Prophet

    frame = pd.DataFrame({"ds": pd.to_datetime(one.month), "y": np.log(one.mau)}).join(one[drivers])
    model = Prophet(weekly_seasonality=False, daily_seasonality=False, interval_width=0.8)
    for driver in drivers:
        model.add_regressor(driver)
    model.fit(frame)
    future = model.make_future_dataframe(HORIZON, freq="MS")
    for driver in drivers:
        future[driver] = np.r_[frame[driver], np.repeat(frame[driver].iloc[-1], HORIZON)]
    model.predict(future)


AFFINITY = "0" if shutil.which("taskset") else None
one_core = pinned if times["pinned"] else one
ar_one = ours(size, 1, MODEL + ["--errors", "ar(1)"], affinity=AFFINITY)[0]
ar_two = ours(size, cores, MODEL + ["--errors", "ar(1)"])[0]
print(f"statsforecast {version('statsforecast')}, prophet {version('prophet')} on one core, scaled to {size} series; ours from start to exit")
print(f"{'':45} theirs, ms a series   ours, {cores} cores           ours, one core")
for name, fit, count, own_all, own_one, goal in [
    ("statsforecast ARIMA(0,0,0) with regressors", arima((0, 0, 0)), 200, two, one_core, 1000),
    ("statsforecast ARIMA(1,0,0) with regressors", arima((1, 0, 0)), 200, two, one_core, 1000),
    ("Prophet with 2 regressors", prophet, 20, two, one_core, 5000),
    ("ours with AR(1) errors against ARIMA(1,0,0)", arima((1, 0, 0)), 200, ar_two, ar_one, 100),
]:
    seconds = timed(fit, count)
    print(
        f"{name:45} {seconds * 1000:15.3f}   {own_all / size * 1000:10.4f} ms {seconds / own_all * size:6.0f} x"
        f"   {own_one / size * 1000:10.4f} ms {seconds / own_one * size:6.0f} x   (goal {goal})")
