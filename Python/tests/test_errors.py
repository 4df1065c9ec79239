"""What bad input gets: an exception of the class of its exit code, with column, row and advice; never a dead interpreter."""

from __future__ import annotations

from typing import Any

import churnforecast as cf
import pytest

MODEL = cf.NetGrowth(baseline="constant", errors="independent", drivers=["outages"])


def test_columns(one: dict[str, list[Any]]) -> None:
    """A column that is not there is named, with those that are."""
    with pytest.raises(cf.DataError, match="no column `outages`; the columns are `ds`, `y`"):
        MODEL.fit({key: one[key] for key in ("ds", "y")})
    with pytest.raises(cf.DataError, match="no column `users`.*target_col"):
        MODEL.fit(one, target_col="users")
    with pytest.raises(cf.UsageError, match="id_col"):
        cf.forecast(one, MODEL)


def test_types(one: dict[str, list[Any]]) -> None:
    """Types that are not read are refused with the cast that helps."""
    import pandas
    import polars

    frame = polars.DataFrame(one)
    with pytest.raises(cf.DataError, match="column `y`.*no numbers"):
        MODEL.fit(frame.with_columns(y=polars.col("y").cast(polars.String)))
    with pytest.raises(cf.DataError, match="column `ds`.*Months are dates"):
        MODEL.fit(frame.with_columns(ds=polars.int_range(60)))
    zone = frame.with_columns(ds=polars.col("ds").str.to_datetime("%Y-%m").dt.replace_time_zone("Europe/Paris"))
    with pytest.raises(cf.DataError, match="zone Europe/Paris.*replace_time_zone"):
        MODEL.fit(zone)
    with pytest.raises(cf.DataError, match="lists or records"):
        MODEL.fit(frame.with_columns(y=polars.concat_list("y")))
    period = pandas.DataFrame(one)
    period["ds"] = pandas.PeriodIndex(period["ds"], freq="M")
    with pytest.raises(cf.DataError, match="to_timestamp"):
        MODEL.fit(period)
    mixed = pandas.DataFrame(one).astype({"y": object})
    mixed.loc[3, "y"] = "many"
    with pytest.raises(cf.DataError, match="Give each column one type"):
        MODEL.fit(mixed)
    with pytest.raises(cf.DataError, match="texts or whole numbers"):
        cf.forecast(frame.with_columns(unique_id=1.5), MODEL)


def test_values(one: dict[str, list[Any]]) -> None:
    """Values that cannot be used are named with their row."""
    with pytest.raises(cf.DataError, match=r"column `y`, row 7 \(counted from 0\): -1.0 users"):
        MODEL.fit({**one, "y": [*one["y"][:7], -1.0, *one["y"][8:]]})
    with pytest.raises(cf.DataError, match="rows 3 and 4.*has the month 2018-04 twice"):
        MODEL.fit({**one, "ds": [*one["ds"][:4], one["ds"][3], *one["ds"][5:]]})
    with pytest.raises(cf.DataError, match="`ds`, row 5.*\"soon\" is no month"):
        MODEL.fit({**one, "ds": [*one["ds"][:5], "soon", *one["ds"][6:]]})


def test_empty_and_short(one: dict[str, list[Any]]) -> None:
    """No rows, one row, nothing but nulls."""
    import polars

    frame = polars.DataFrame(one)
    with pytest.raises(cf.DataError, match="no rows"):
        MODEL.fit(frame.head(0))
    with pytest.raises(cf.DataError, match="no rows"):
        cf.forecast(frame.with_columns(unique_id=polars.lit("a")).head(0), MODEL)
    for rows in (frame.head(1), frame.with_columns(y=polars.lit(None, dtype=polars.Float64))):
        with pytest.raises(cf.DataError):
            MODEL.fit(rows)


def test_several_series(many: dict[str, list[Any]]) -> None:
    """A panel is no single series."""
    with pytest.raises(cf.DataError, match="several series.*churnforecast.forecast"):
        MODEL.fit(many)


def test_usage(one: dict[str, list[Any]]) -> None:
    """Options that there are not."""
    with pytest.raises(cf.UsageError, match="baseline.*saturating"):
        cf.NetGrowth(baseline="saturation").fit(one)
    with pytest.raises(cf.UsageError, match="drivers are a list"):
        cf.NetGrowth(drivers="outages").fit(one)
    with pytest.raises(cf.UsageError, match="nothing to fit"):
        cf.Benchmark("naive").fit(one)
    with pytest.raises(cf.UsageError, match="is no table"):
        MODEL.fit(42)
    with pytest.raises(cf.UsageError, match="n_jobs"):
        cf.forecast(one, MODEL, id_col="ds", n_jobs=0)
    with pytest.raises(cf.UsageError, match="h.*whole number between 1 and 600"):
        MODEL.fit(one).forecast(h=0)
    with pytest.raises(cf.UsageError, match="one of"):
        MODEL.fit(one).forecast(driver_forecast="guess")
    with pytest.raises(cf.InputNotFoundError):
        cf.Scenario("there-is-no-file.yaml").run()
    with pytest.raises(cf.DataError, match="damaged|saved fit"):
        pickle_like("{}")


def pickle_like(text: str) -> cf.Fit:
    """A fit from a text that none wrote."""
    from churnforecast._frames import Columns

    return cf.Fit._restored(text, "x", b"{}", Columns([], None, None, None))


def test_many_tiny_batches(many: dict[str, list[Any]]) -> None:
    """A stream of one row a batch, most of them empty."""
    import pyarrow

    table = pyarrow.table(many)
    empty = table.slice(0, 0).to_batches() or [pyarrow.RecordBatch.from_pylist([], schema=table.schema)]
    batches = [batch for row in table.to_batches(max_chunksize=1) for batch in (row, *empty * 50)]
    made = cf.forecast(pyarrow.Table.from_batches(batches), MODEL, h=1, grouped=True)
    assert made.forecasts.num_rows == 10


def test_stream_is_read_once(many: dict[str, list[Any]]) -> None:
    """A table of the engine cannot be read twice, and says so."""
    from churnforecast._frames import Columns, as_stream, frame_of
    from churnforecast._panel import Panel, panel_request

    options = panel_request(
        MODEL, Columns(list(many), None, None, None), h=1, level=[80], seed=1, draws=None, driver_forecast="auto",
        threads=1, grouped=False,
    )
    panel = Panel(options, as_stream(frame_of(many)))
    panel.step()
    table = panel.table(0)
    table.__arrow_c_stream__()
    with pytest.raises(cf.EngineError, match="read already"):
        table.__arrow_c_stream__()


def test_source_that_fails() -> None:
    """An error of whoever gives the table is told as theirs."""
    import pyarrow

    schema = pyarrow.schema({"unique_id": pyarrow.string(), "ds": pyarrow.string(), "y": pyarrow.float64()})

    def batches() -> Any:
        yield pyarrow.RecordBatch.from_pylist([{"unique_id": "a", "ds": "2020-01", "y": 1.0}], schema=schema)
        raise RuntimeError("the disk is gone")

    with pytest.raises(cf.DataError, match="could not be read: .*the disk is gone"):
        cf.forecast(pyarrow.RecordBatchReader.from_batches(schema, batches()), cf.Benchmark("naive"), h=1)


def test_times_at_the_ends() -> None:
    """Timestamps at the ends of what 64 bits hold are faults of their series, and forecasts beyond them too."""
    import polars

    for unit in ("ms", "us", "ns"):
        ends = polars.DataFrame({"unique_id": ["a", "b"], "ds": [-(2**63), 2**63 - 1], "y": [1.0, 2.0]})
        frame = ends.with_columns(polars.col("ds").cast(polars.Datetime(unit)))
        assert cf.forecast(frame, cf.Benchmark("naive"), h=1).failures["reason"].to_list()[0] == "bad-month"
    late = polars.datetime_range(
        polars.datetime(2260, 1, 1), polars.datetime(2261, 12, 1), "1mo", time_unit="ns", eager=True
    )
    frame = polars.DataFrame({"unique_id": "a", "ds": late, "y": [float(1000 + 7 * i % 13) for i in range(24)]})
    made = cf.forecast(frame, cf.Benchmark("naive"), h=12)
    assert "end after 2262-03" in made.failures["message"][0]
    with pytest.raises(cf.DataError, match="end after 2262-03"):
        cf.NetGrowth().fit(frame).forecast(h=12)
    assert cf.NetGrowth().fit(frame).forecast(h=3).frame["ds"][2].month == 3


def test_wrong_arguments(one: dict[str, list[Any]]) -> None:
    """Arguments of the wrong type or value are mistakes of the caller, told in their words."""
    fit = MODEL.fit(one)
    with pytest.raises(cf.UsageError, match="from 0.01 to 99.99"):
        fit.forecast(level=[100])
    with pytest.raises(cf.UsageError, match="level is a list"):
        fit.forecast(level="80")
    for drivers in (None, 5, ["outages", "outages"], [cf.Driver("outages")], {"": "outages"}, {"x": 5}):
        with pytest.raises(cf.UsageError):
            cf.NetGrowth(drivers=drivers).fit(one)  # type: ignore[arg-type]
    with pytest.raises(cf.UsageError, match="is no model"):
        cf.forecast(one, "naive", id_col="ds")  # type: ignore[arg-type]
    with pytest.raises(cf.UsageError, match="prior is a mean"):
        cf.NetGrowth(drivers={"outages": cf.Driver(prior=(0,))}).fit(one)  # type: ignore[arg-type]
    with pytest.raises(cf.UsageError, match="at most 120"):
        cf.backtest(MODEL, one, h=121)
    with pytest.raises(cf.DataError, match="no column `zz`"):
        MODEL.fit(one, id_col="zz")
    with pytest.raises(cf.DataError, match="no table"):
        MODEL.fit({"ds": ["2020-01", "2020-02"], "y": [1.0]})
    with pytest.raises(cf.OutputError):
        fit.save("/there/is/no/such/folder")
    with pytest.raises(cf.InputNotFoundError):
        cf.Fit.load("/there/is/no/such/file")


def test_columns_that_would_be_twice(many: dict[str, list[Any]]) -> None:
    """A column of the result cannot have the name of another one."""
    clash = {("model" if name == "unique_id" else name): values for name, values in many.items()}
    with pytest.raises(cf.UsageError, match="two columns.*`model`"):
        cf.forecast(clash, MODEL, id_col="model")
    with pytest.raises(cf.UsageError, match="two columns"):
        cf.forecast(many, MODEL, level=[80.12341, 80.12342])


def test_later_drivers_that_fit_nothing(many: dict[str, list[Any]], one: dict[str, list[Any]]) -> None:
    """Later values of other series, or none at all, are told."""
    later = {"unique_id": ["nobody"], "ds": ["2021-05"], "outages": [1]}
    with pytest.raises(cf.DataError, match="no series of X_df.*`nobody`"):
        cf.forecast(many, MODEL, h=1, X_df=later)
    with pytest.raises(cf.DataError, match="no rows"):
        MODEL.fit(one).forecast(h=1, X_df={"ds": [], "outages": []})
