# Reference numbers for the theta method: reads the series of ets.json and writes
# theta.json, both beside this script.
#
# Made with Python 3.11.7, statsforecast 2.1.1, statsmodels 0.15.0, numpy 2.4.6. Run:
#   pip install statsforecast==2.1.1
#   python theta.py
#
# For each series: DynamicOptimizedTheta (dotm), OptimizedTheta (otm), Theta (stm)
# and AutoETS, each with season_length = the series' period and its other arguments
# at their defaults (decomposition_type "multiplicative"). "deseasonalised" is the
# outcome of statsforecast's own test: true when "seasonalityTest" (|r_m| / se) is
# above 1.6448536. "seasonal" holds the m indices used, the first belonging to the
# first observation. "initialLevel", "alpha", "theta" and
# "objective" (sum of squared one-step errors from the 4th on, divided by mean |y|)
# are of the series AFTER deseasonalising.
#
# The intervals of dotm come from only 200 simulated paths (seed 0): noisy, so for
# coarse comparison only.

import json
import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import statsforecast
from scipy.stats import norm
from statsforecast.models import (
    AutoETS,
    DynamicOptimizedTheta,
    OptimizedTheta,
    Theta,
)
from statsmodels.tsa.seasonal import seasonal_decompose
from statsmodels.tsa.stattools import acf

HORIZON = 18
FOLDER = os.path.dirname(os.path.abspath(__file__))


def number(x):
    return float(f"{float(x):.10g}")


def numbers(xs):
    return [number(x) for x in xs]


def theta_entry(model, y, levels=None):
    model = model.fit(y)
    fitted = model.model_
    result = model.predict(h=HORIZON, level=levels)
    out = {
        "initialLevel": number(fitted["par"]["initial_smoothed"]),
        "alpha": number(fitted["par"]["alpha"]),
        "theta": number(fitted["par"]["theta"]),
        "objective": number(fitted["mse"]),
        "forecast": numbers(result["mean"]),
    }
    for level in levels or []:
        out[f"lower{level}"] = numbers(result[f"lo-{level}"])
        out[f"upper{level}"] = numbers(result[f"hi-{level}"])
    return out, fitted


def entry(series):
    y = np.array(series["values"], dtype=np.float64)
    m = series["period"]

    r = acf(y, nlags=m, fft=False)[1:]
    statistic = abs(r[-1]) / np.sqrt((1 + 2 * np.sum(r[:-1] ** 2)) / len(y))

    dotm, fitted = theta_entry(DynamicOptimizedTheta(season_length=m), y, [80, 95])
    otm, _ = theta_entry(OptimizedTheta(season_length=m), y)
    stm, _ = theta_entry(Theta(season_length=m), y)

    deseasonalised = bool(fitted.get("decompose", False))
    assert deseasonalised == bool(statistic > norm.ppf(0.95))
    kind = seasonal = None
    if deseasonalised:
        kind = fitted["decomposition_type"]
        indices = seasonal_decompose(y, model=kind, period=m).seasonal
        assert np.allclose(indices[-m:], fitted["seas_forecast"]["mean"])
        seasonal = numbers(indices[:m])

    ets = AutoETS(season_length=m).fit(y)
    components = ets.model_["components"]
    trend = components[1] + ("d" if components[3] == "D" else "")
    return {
        "name": series["name"],
        "period": m,
        "seasonalityTest": number(statistic),
        "deseasonalised": deseasonalised,
        "decomposition": kind,
        "seasonal": seasonal,
        "dotm": dotm,
        "otm": otm,
        "stm": stm,
        "autoETS": {
            "method": components[0] + trend + components[2],
            "aicc": number(ets.model_["aicc"]),
            "forecast": numbers(ets.predict(h=HORIZON)["mean"]),
        },
    }


def main():
    assert statsforecast.__version__ == "2.1.1"
    with open(os.path.join(FOLDER, "ets.json")) as f:
        series = json.load(f)["series"]
    lines = [json.dumps(entry(s), separators=(",", ":")) for s in series]
    head = f'{{"statsforecast":"{statsforecast.__version__}","horizon":{HORIZON},"series":['
    with open(os.path.join(FOLDER, "theta.json"), "w") as f:
        f.write(head + "\n" + ",\n".join(lines) + "\n]}\n")


if __name__ == "__main__":
    main()
