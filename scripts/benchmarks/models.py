"""Compares models with statsforecast and Prophet on one panel in one run: medians per series, one core, ratios."""
import logging
import os
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
from statsforecast.models import ARIMA, AutoETS, DynamicOptimizedTheta

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)
program, panel = sys.argv[1:3]
HORIZON = 12
LEVELS = [80, 95]


def ours():
    arguments = [program, "models", "--panel", panel, "--series", "100", "--rounds", "5"]
    lines = subprocess.run(arguments, capture_output=True, text=True, check=True).stdout.splitlines()
    return {line.split()[0]: float(line.split()[1]) / 1000 for line in lines}


def peer(fit, series):
    fit(series[0])  # compiles, loads
    times = []
    for one in series:
        start = time.perf_counter()
        fit(one)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


first = ours()
table = pd.read_csv(panel)
series = [group.reset_index(drop=True) for _, group in table.groupby("series")]
drivers = ["outages", "negativity"]


def arima(one):
    y = np.diff(np.log(one.mau.to_numpy()))
    x = one[drivers].to_numpy()[1:]
    ARIMA(order=(1, 0, 0)).fit(y, X=x).predict(HORIZON, X=np.repeat(x[-1:], HORIZON, axis=0), level=LEVELS)


def ets(one):
    AutoETS(season_length=12).fit(one.mau.to_numpy()).predict(HORIZON, level=LEVELS)


def theta(one):
    DynamicOptimizedTheta(season_length=12).fit(one.mau.to_numpy()).predict(HORIZON, level=LEVELS)


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


rows = [
    ("NetGrowth, AR(1) errors", "net-growth-ar1", "statsforecast ARIMA(1,0,0) with regressors", arima, 40, 100),
    ("ETS, form by AICc", "ets", "statsforecast AutoETS", ets, 20, 40),
    ("dynamic optimised Theta", "theta", "statsforecast DynamicOptimizedTheta", theta, 40, 40),
    ("auto with 2 drivers", "auto", "Prophet with 2 regressors", prophet, 10, 100),
]
print(f"statsforecast {version('statsforecast')}, prophet {version('prophet')}; 60 months x 2 drivers, 12 months ahead with")
print("80 and 95 % intervals, one core; milliseconds a series (medians), both sides in one run")
print(f"{'ours':26} {'ms':>8}  {'peer':44} {'ms':>8} {'ratio':>7} {'goal':>6}")
results = [(row, peer(row[3], series[: row[4]])) for row in rows]
second = ours()
for (name, key, other, _, _, goal), theirs in results:
    own = min(first[key], second[key])
    print(f"{name:26} {own:8.3f}  {other:44} {theirs:8.2f} {theirs / own:7.1f} {goal:6}")
