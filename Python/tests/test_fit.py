"""Fits, forecasts and backtests of one series."""

from __future__ import annotations

import datetime
import pathlib
import pickle
from typing import Any

import churnforecast as cf
import pytest

MODEL = cf.NetGrowth(baseline="constant", errors="independent", drivers={"outages": cf.Driver(effect="harmful")})


def test_true_effect(one: dict[str, list[Any]]) -> None:
    """The effect that the data were made with lies in its interval, and no other one does."""
    fit = MODEL.fit(one)
    outages = next(row for row in fit.coefficients if row["name"] == "outages")
    assert outages["lower"] < 0.004 < outages["upper"] < 0.008
    assert outages["lower"] > 0
    assert "outages" in str(fit) and "<iframe" in fit._repr_html_()


def test_forecast_by_frames(one: dict[str, list[Any]]) -> None:
    """Every library gives the same numbers, in a frame of its own."""
    import pandas
    import polars
    import pyarrow

    expected = MODEL.fit(one).forecast(h=6).frame
    assert list(expected) == ["ds", "NetGrowth", "NetGrowth-lo-80", "NetGrowth-hi-80", "NetGrowth-lo-95", "NetGrowth-hi-95"]
    assert expected["ds"][0] == "2023-01"
    table = MODEL.fit(pyarrow.table(one)).forecast(h=6).frame
    assert isinstance(table, pyarrow.Table) and table.to_pydict() == expected
    frame = MODEL.fit(polars.DataFrame(one)).forecast(h=6).frame
    assert isinstance(frame, polars.DataFrame) and frame.to_dict(as_series=False) == expected
    lazy = MODEL.fit(polars.DataFrame(one).lazy()).forecast(h=6).frame
    assert lazy.to_dict(as_series=False) == expected
    data = MODEL.fit(pandas.DataFrame(one)).forecast(h=6).frame
    assert isinstance(data, pandas.DataFrame) and data.to_dict("list") == expected


def test_dates(one: dict[str, list[Any]]) -> None:
    """Dates come back as they went in: first days, last days, timestamps of any unit."""
    import pandas
    import polars

    frame = pandas.DataFrame(one)
    first = pandas.to_datetime(frame["ds"])
    users = MODEL.fit(one).forecast(h=2).frame["NetGrowth"]
    for unit in ("s", "ms", "us", "ns"):
        frame["ds"] = first.dt.as_unit(unit)
        made = MODEL.fit(frame).forecast(h=2).frame
        assert made["ds"].dtype == f"datetime64[{unit}]" and str(made["ds"][0].date()) == "2023-01-01"
        assert list(made["NetGrowth"]) == users
    frame["ds"] = first + pandas.offsets.MonthEnd(0)
    assert [str(day.date()) for day in MODEL.fit(frame).forecast(h=2).frame["ds"]] == ["2023-01-31", "2023-02-28"]
    dates = polars.DataFrame(one).with_columns(polars.col("ds").str.to_date("%Y-%m"))
    assert MODEL.fit(dates).forecast(h=1).frame["ds"].to_list() == [datetime.date(2023, 1, 1)]
    indexed = frame.assign(ds=first).set_index("ds")
    assert list(MODEL.fit(indexed).forecast(h=2).frame["NetGrowth"]) == users


def test_types(one: dict[str, list[Any]]) -> None:
    """Numbers of any type: whole ones, decimals, booleans, categories, nulls and NaN."""
    import polars

    frame = polars.DataFrame(one).with_columns(polars.col("y").round(2))
    expected = MODEL.fit(frame).forecast(h=1).frame["NetGrowth"][0]
    for kind in (polars.Int8, polars.UInt16, polars.Int64, polars.UInt64, polars.Float64):
        cast = frame.with_columns(polars.col("outages").cast(kind))
        assert MODEL.fit(cast).forecast(h=1).frame["NetGrowth"][0] == expected
    exact = frame.with_columns(polars.col("y").cast(polars.Decimal(38, 2)), polars.col("ds").cast(polars.Categorical))
    assert MODEL.fit(exact).forecast(h=1).frame["NetGrowth"][0] == pytest.approx(expected, rel=1e-12)
    blank = frame.with_columns(polars.when(polars.int_range(60) == 30).then(None).otherwise("y").alias("y"))
    nan = frame.with_columns(polars.when(polars.int_range(60) == 30).then(float("nan")).otherwise("y").alias("y"))
    assert str(MODEL.fit(blank)) == str(MODEL.fit(nan)) != str(MODEL.fit(frame))
    state = frame.with_columns(policy=polars.int_range(60) > 40)
    assert "policy" in str(cf.NetGrowth(drivers=["policy"]).fit(state))


def test_later_drivers(one: dict[str, list[Any]]) -> None:
    """Later values of a driver move the forecast as its effect says."""
    months = ["2023-01", "2023-02", "2023-03"]
    fit = MODEL.fit(one)
    effect = next(row["estimate"] for row in fit.coefficients if row["name"] == "outages")
    calm, wild = (
        fit.forecast(h=3, X_df={"ds": months, "outages": [level] * 3}).frame["NetGrowth"][2] for level in (0, 5)
    )
    import math

    assert math.log(calm / wild) == pytest.approx(15 * effect, rel=1e-6)


def test_saved(one: dict[str, list[Any]], tmp_path: pathlib.Path) -> None:
    """A fit survives pickling and files, and the command reads it."""
    fit = MODEL.fit(one)
    copy = pickle.loads(pickle.dumps(fit))
    assert str(copy) == str(fit) and copy.forecast(h=3).data["months"] == fit.forecast(h=3).data["months"]
    fit.save(tmp_path / "fit.json")
    assert str(cf.Fit.load(tmp_path / "fit.json")) == str(fit)
    text = cf.command(["forecast", str(tmp_path / "fit.json"), "--months", "3"])
    assert text == str(cf.Fit.load(tmp_path / "fit.json").forecast(h=3))


def test_plot(one: dict[str, list[Any]]) -> None:
    """The drawing has figures, the median and two bands."""
    ax = MODEL.fit(one).forecast(h=12).plot()
    assert len(ax.lines) == 2 and len(ax.collections) == 2 and ax.get_ylabel() == "users"
    assert len(ax.lines[0].get_xdata()) == 60 and len(ax.lines[1].get_xdata()) == 12


def test_report(one: dict[str, list[Any]], tmp_path: pathlib.Path) -> None:
    """The report is the page of the command."""
    page = MODEL.fit(one).report(tmp_path / "page.html", h=6)
    assert page == (tmp_path / "page.html").read_text() and "<svg" in page and "2023-06" in page


def test_backtest(one: dict[str, list[Any]]) -> None:
    """A backtest has a verdict, errors and coverage."""
    made = cf.backtest(MODEL, one, h=3, step=2)
    assert made.verdict.startswith("Verdict: ") and made.csv.startswith("method,")
    assert "theta" in str(cf.backtest(None, one, h=3, step=12))


def test_automatic_choice(one: dict[str, list[Any]]) -> None:
    """The choice is made, named and can be pickled."""
    fit = cf.Auto(drivers=["outages"]).fit(one)
    assert "Auto" in fit.forecast(h=2).frame
    assert str(pickle.loads(pickle.dumps(fit))) == str(fit)


def test_stock_and_flow() -> None:
    """Flows are read from their columns."""
    import random

    stream, users = random.Random(3), 1000.0
    columns: dict[str, list[Any]] = {"ds": [], "y": [], "new": [], "lost": [], "outages": []}
    for month in range(48):
        outages = stream.randint(0, 4)
        lost, new = users * (0.04 + 0.01 * outages), 60.0
        users += new - lost
        for name, value in zip(columns, (f"{2020 + month // 12}-{month % 12 + 1:02d}", users, new, lost, outages)):
            columns[name].append(value)
    fit = cf.StockAndFlow(acquired="new", churned="lost", drivers=["outages"]).fit(columns)
    assert "outages" in str(fit) and fit.forecast(h=2).data["months"][0]["median"] > 0


def test_later_drivers_are_held(one: dict[str, list[Any]]) -> None:
    """Readers are read once, and changes of a frame change no forecast."""
    import pyarrow

    months = ["2023-01", "2023-02", "2023-03"]
    later: dict[str, Any] = {"ds": months, "outages": [9.0] * 3}
    fit = MODEL.fit(one)
    expected = fit.forecast(h=3, X_df=later).data["months"]
    table = pyarrow.table(later)
    made = fit.forecast(h=3, X_df=table.to_reader())
    held = fit.forecast(h=3, X_df=later)
    later["outages"] = [0.0] * 3
    assert held.data["months"] == expected
    assert made.data["months"] == expected and round(made.frame["NetGrowth"][2]) == expected[2]["median"]
    assert str(cf.backtest(MODEL, pyarrow.table(one).to_reader(), h=3, step=6))


def test_pickled_results(one: dict[str, list[Any]]) -> None:
    """A copy has the same report, with choices made anew at every origin, the same columns, and takes later drivers."""
    renamed = {("month" if name == "ds" else name): values for name, values in one.items()}
    fit = cf.NetGrowth(drivers=["outages"]).fit(renamed)
    copy = pickle.loads(pickle.dumps(fit))
    assert copy.report() == fit.report()
    later = {"month": ["2023-01"], "outages": [3.0]}
    assert copy.forecast(h=1, X_df=later).data["months"] == fit.forecast(h=1, X_df=later).data["months"]
    forecast = pickle.loads(pickle.dumps(fit.forecast(h=2)))
    assert forecast.csv == fit.forecast(h=2).csv and len(forecast.plot().lines) == 2


def test_options_of_numpy(one: dict[str, list[Any]]) -> None:
    """Scalars and arrays of numpy are numbers; 0.8 is 80 %."""
    import numpy

    fit = cf.NetGrowth(drivers={"outages": cf.Driver(reference=float(numpy.float32(1)))}).fit(one)
    expected = fit.forecast(h=3).frame
    assert fit.forecast(h=numpy.int64(3), level=numpy.array([80, 95])).frame == expected
    assert fit.forecast(h=3, level=[0.8, 0.95]).frame == expected
    assert "NetGrowth-lo-80" in fit.forecast(level=80).frame


def test_plots_of_other_tables(one: dict[str, list[Any]]) -> None:
    """Lazy frames, readers and quarters can be drawn."""
    import polars

    assert len(MODEL.fit(polars.DataFrame(one).lazy()).forecast(h=2).plot().lines) == 2
    quarters = {"ds": [f"{2012 + i // 4}-Q{i % 4 + 1}" for i in range(36)], "y": one["y"][:36]}
    assert len(cf.NetGrowth().fit(quarters).forecast(h=6).plot().lines) == 2
