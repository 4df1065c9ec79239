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
    with pytest.raises(cf.DataError, match="baseline.*saturating"):
        cf.NetGrowth(baseline="saturation").fit(one)
    with pytest.raises(cf.UsageError, match="drivers are a list"):
        cf.NetGrowth(drivers="outages").fit(one)
    with pytest.raises(cf.UsageError, match="nothing to fit"):
        cf.Benchmark("naive").fit(one)
    with pytest.raises(cf.UsageError, match="is no table"):
        MODEL.fit(42)
    with pytest.raises(cf.UsageError, match="n_jobs"):
        cf.forecast(one, MODEL, id_col="ds", n_jobs=0)
    with pytest.raises(cf.DataError, match="h.*whole number between 1 and 600"):
        MODEL.fit(one).forecast(h=0)
    with pytest.raises(cf.DataError, match="one of"):
        MODEL.fit(one).forecast(driver_forecast="guess")
    with pytest.raises(cf.InputNotFoundError):
        cf.Scenario("there-is-no-file.yaml").run()
    with pytest.raises(cf.DataError, match="damaged|saved fit"):
        cf.Fit._restored("{}", "x")


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
