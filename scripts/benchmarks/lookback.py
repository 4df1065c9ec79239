"""Events and pools beside peers: lookback.py PROGRAM BENCHMARKS FOLDER synthetic|impact|pooling.

Times are wall times, least of several; those of the program are of the whole process, reading included, those of peers of
their fits alone. Panels are generated.
"""

from __future__ import annotations

import math
import os
import random
import shutil
import subprocess
import sys
import time
import warnings

import numpy as np
import pandas as pd

warnings.filterwarnings("ignore")
PROGRAM, BENCHMARKS, FOLDER, PART = sys.argv[1:5]
YEARS, EVENT = 31, 19


def panel() -> pd.DataFrame:
    """A treated series and 38 controls, 31 years, of three factors."""
    stream = random.Random(39)
    factors = [[0.0] for _ in range(3)]
    for factor in factors:
        for _ in range(YEARS - 1):
            factor.append(0.9 * factor[-1] + stream.gauss(0, 4))
    columns = {}
    for series in range(39):
        loadings = [stream.random() for _ in factors]
        columns["treated" if series == 0 else f"control{series}"] = [
            100 + sum(l * f[year] for l, f in zip(loadings, factors)) + stream.gauss(0, 2) - (20 if series == 0 and year >= EVENT else 0)
            for year in range(YEARS)
        ]
    return pd.DataFrame(columns, index=[1970 + year for year in range(YEARS)])


def least(call, times: int) -> float:
    best = math.inf
    for _ in range(times):
        start = time.perf_counter()
        call()
        best = min(best, time.perf_counter() - start)
    return best


def program(*arguments: str) -> None:
    subprocess.run([PROGRAM, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def synthetic_control(frame: pd.DataFrame, path: str) -> None:
    from pysyncon import Dataprep, Synth

    long = frame.reset_index(names="year").melt("year", var_name="name", value_name="y")

    def fit(treated: str, controls: list[str]) -> None:
        prep = Dataprep(
            foo=long, predictors=[], predictors_op="mean", time_predictors_prior=range(1970, 1970 + EVENT), dependent="y",
            special_predictors=[("y", [year], "mean") for year in range(1970, 1970 + EVENT)], unit_variable="name",
            time_variable="year", treatment_identifier=treated, controls_identifier=controls,
            time_optimize_ssr=range(1970, 1970 + EVENT))
        Synth().fit(prep, custom_V=np.ones(EVENT))

    names = list(frame.columns)

    def everyone() -> None:
        for name in names:
            fit(name, [other for other in names[1:] if other != name])

    ours = least(lambda: program("impact", path, "--treated", "treated", "--event", "1989", "--method", "synthetic-control"), 5)
    peer = least(everyone, 1)
    print(f"synthetic control, 39 × 31, all placebos: pysyncon {peer:.2f} s; the command, with conformal intervals, placebos in "
          f"time and leave-one-out, {ours * 1000:.0f} ms: {peer / ours:.0f} × as fast")


def causal_impact(frame: pd.DataFrame) -> None:
    from causalimpact import CausalImpact

    few = frame.iloc[:, :6]
    numbered = few.reset_index(drop=True)

    def peer() -> None:
        CausalImpact(numbered, [0, EVENT - 1], [EVENT, YEARS - 1])

    short = os.path.join(FOLDER, "impact-6.csv")
    few.to_csv(short, index_label="year")
    theirs = least(peer, 3)
    one = least(lambda: program("impact", short, "--treated", "treated", "--event", "1989", "--method", "local-level"), 5)
    ours = least(lambda: program("impact", short, "--treated", "treated", "--event", "1989"), 5)
    print(f"an event, 5 controls × 31: pycausalimpact {theirs * 1000:.0f} ms; the command by local level with all placebos "
          f"{one * 1000:.0f} ms ({theirs / one:.1f} ×), by all four methods {ours * 1000:.0f} ms ({theirs / ours:.1f} ×)")


def pooling(series: int) -> None:
    path = os.path.join(FOLDER, f"panel-{series}.csv")
    if not os.path.exists(path):
        subprocess.run([BENCHMARKS, "panel", "--series", str(series), "--out", path], check=True)
    with open(path) as file:
        drivers = [name for name in file.readline().strip().split(",") if name not in ("series", "month", "mau")]

    def run(*options: str) -> float:
        out = os.path.join(FOLDER, "pooled")

        def once() -> None:
            shutil.rmtree(out, ignore_errors=True)
            program("batch", path, *[f"--driver={name}" for name in drivers[:2]], "--baseline", "constant", "--errors", "independent",
                    "--driver-forecast", "hold", "--out", out, "--quiet", *options)

        return least(once, 3)

    plain, pooled = run(), run("--pool")
    print(f"{series} series, {len(drivers[:2])} drivers: plain {plain:.2f} s, pooled {pooled:.2f} s: {pooled / plain:.2f} ×")


frame = panel()
if PART == "synthetic":
    path = os.path.join(FOLDER, "impact.csv")
    frame.to_csv(path, index_label="year")
    synthetic_control(frame, path)
elif PART == "impact":
    causal_impact(frame)
else:
    pooling(100_000)
