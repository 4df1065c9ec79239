"""The Python package: size and loading, a single fit, and a panel from Arrow to Arrow next to the command."""
import glob
import os
import shutil
import statistics
import subprocess
import sys
import time

import churnforecast as cf
import pyarrow.csv
import statsmodels
import statsmodels.api as sm

program, folder, wheels, panel = sys.argv[1:5]
ROUNDS = 7
MODEL = cf.NetGrowth(baseline="saturating", errors="independent", drivers=["outages", "negativity"])
FLAGS = [
    "--driver", "outages", "--driver", "negativity", "--baseline", "saturating", "--errors", "independent", "--driver-forecast", "hold",
]


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def command(jobs):
    out = f"{folder}/batch"
    shutil.rmtree(out, ignore_errors=True)
    subprocess.run([program, "batch", panel, "--out", out, "--quiet", "--jobs", str(jobs), *FLAGS], check=True)


wheel = glob.glob(f"{wheels}/*.whl")[0]
print(f"{os.path.basename(wheel)}: {os.path.getsize(wheel) / 1e6:.1f} MB")
LOAD = "import time; a = time.process_time(); import churnforecast as cf; b = time.process_time(); cf.version(); c = time.process_time(); print(b - a, c - b)"
loads = [list(map(float, subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=True).stdout.split())) for _ in range(11)]
print(f"import {statistics.median(row[0] for row in loads) * 1e3:.1f} ms, loading the library {statistics.median(row[1] for row in loads) * 1e3:.1f} ms of processor time")

table = pyarrow.csv.read_csv(panel)
one = table.filter(pyarrow.compute.equal(table["series"], table["series"][0])).drop_columns("series")
growth = one["mau"].to_numpy().astype(float)
design = sm.add_constant(one.select(["outages", "negativity"]).to_pandas().to_numpy()[1:])
ours, theirs = [], []
for _ in range(20):
    # In blocks, as a notebook fits many series one after another.
    ours += [seconds(lambda: MODEL.fit(one)) for _ in range(50)]
    theirs += [seconds(lambda: sm.OLS(growth[1:], design).fit().bse) for _ in range(50)]
fit, peer = statistics.median(ours) * 1e6, statistics.median(theirs) * 1e6
print(f"one fit of 60 months and 2 drivers, from an Arrow table: {fit:.0f} microseconds; statsmodels {statsmodels.__version__} OLS of as many columns {peer:.0f}, from arrays")

rows = {}
for _ in range(ROUNDS):
    for jobs in (1, 2):
        rows.setdefault(f"Arrow to Arrow, {jobs} thread{'s'[: jobs - 1]}", []).append(
            seconds(lambda: cf.forecast(table, MODEL, h=24, driver_forecast="hold", n_jobs=jobs, grouped=True)))
        rows.setdefault(f"command, CSV to CSV, {jobs} thread{'s'[: jobs - 1]}", []).append(seconds(lambda: command(jobs)))
count = len(set(table["series"].to_pylist()))
print(f"{count} series x 60 months x 2 drivers, 24 months ahead; seconds, medians of {ROUNDS} alternating rounds")
for name, times in rows.items():
    print(f"{name:32} {statistics.median(times):.3f}")
