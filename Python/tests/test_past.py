"""Looking back, events, cohorts."""

from __future__ import annotations

import math
import pathlib
from typing import Any

import churnforecast as cf
import pytest

INPUT = pathlib.Path(__file__).parents[2] / "data/lookback"


def frame() -> dict[str, list[Any]]:
    """Users whose growth falls by a hundredth for every outage, exactly but for a small wave."""
    months = [f"{2019 + month // 12}-{month % 12 + 1:02d}" for month in range(36)]
    outages = [(month * 7) % 4 for month in range(36)]
    users = [1e6]
    for month in range(1, 36):
        users.append(users[-1] * math.exp(0.02 - 0.01 * outages[month] + 0.001 * math.sin(month * month)))
    return {"month": months, "mau": users, "outages": outages}


def test_lookback(tmp_path: pathlib.Path) -> None:
    """Of a fit and of its file, with a page and a plot."""
    data = frame()
    fit = cf.NetGrowth(baseline="constant", errors="independent", drivers=["outages"]).fit(data)
    answer = cf.lookback(fit, set={"outages": 0}, since="2021-01")
    outages = [float(str(value)) for value in data["outages"][24:]]
    users = float(str(data["mau"][-1]))
    truth = users * (math.exp(0.01 * sum(outages)) - 1)
    assert answer.data["lost"]["median"] == pytest.approx(truth, rel=0.02)
    assert "if the effects are causal" in str(answer)
    fit.save(tmp_path / "fit.json")
    same = cf.lookback(tmp_path / "fit.json", set={"outages": 0}, since="2021-01")
    assert same.data == answer.data
    assert "<svg" in answer.report(tmp_path / "page.html") and "<iframe" in answer._repr_html_()
    assert answer.plot().get_ylabel() == "users"
    with pytest.raises(cf.UsageError, match="no driver `toxicity`"):
        cf.lookback(fit, set={"toxicity": 0})


def test_impact() -> None:
    """Of a file and of a frame."""
    answer = cf.impact(INPUT / "countries.csv", treated="US", event="2022-11", series="country")
    assert [method["name"] for method in answer.data["methods"]] == ["synthetic-control", "sdid", "did", "local-level"]
    assert all(method["average"] < 0 for method in answer.data["methods"])
    import pandas as pd

    same = cf.impact(pd.read_csv(INPUT / "countries.csv"), treated="US", event="2022-11", series="country")
    assert same.data == answer.data
    with pytest.raises(cf.UsageError, match="no series `UK`"):
        cf.impact(INPUT / "countries.csv", treated="UK", event="2022-11", series="country")


def test_retention() -> None:
    """Cohorts with a driver, and growth accounting."""
    answer = cf.retention(
        INPUT / "cohorts.csv", data=INPUT / "outages.csv", driver="outages", set={"outages": 0}, draws=200
    )
    assert answer.data["model"] == "hazard" and answer.data["forecast"][-1]["difference"] > 0
    classic = cf.retention(INPUT / "renewals.csv", curve="sbg")
    assert classic.data["parameters"]["alpha"] == pytest.approx(0.668, abs=5e-4)
    assert classic.data["logLikelihood"] == pytest.approx(-1611.158, abs=5e-4)
    accounting = cf.retention(INPUT / "accounting.csv")
    assert accounting.data["months"][1]["quickRatio"] > 0
