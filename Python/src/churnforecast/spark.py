"""Forecasts of panels that outgrow one machine, on Spark.

Every partition is one stream through the engine: no call for each series, no data in the driver. A series that cannot be forecast is a
row, never a dead job; the random numbers of a series follow from its name, so that partitions, retries and other panels change nothing.
"""

from __future__ import annotations

import functools
import itertools
from typing import TYPE_CHECKING, Any, Callable, Iterator, Sequence

from ._errors import UsageError
from ._frames import Columns
from ._library import call, stream_pointer
from ._model import Auto, Model, levels, request
from ._panel import Panel, PooledEffect, panel_request, pooled

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["SparkForecast", "forecast", "remaining"]


class SparkForecast:
    """The forecasts of a Spark frame; nothing is computed before it is written or looked at.

    Attributes:
        nested: a row a series: its name, the model, a list of forecasts, a list of coefficients, and, where there is no
            forecast, the reason as a word and in a sentence.
        pooling: with ``pool=True``, what was found of each effect among series.
    """

    def __init__(self, nested: DataFrame, id_col: str, pooling: tuple[PooledEffect, ...] = ()) -> None:
        self.nested = nested
        self.pooling = pooling
        self._id = id_col

    def _exploded(self, column: str) -> DataFrame:
        from pyspark.sql import functions as f

        return self.nested.select(self._id, "model", f.explode(column).alias("row")).select(self._id, "row.*", "model")

    @property
    def forecasts(self) -> DataFrame:
        """A row a series and month: the median and the ends of the intervals in users, and the model."""
        return self._exploded("forecasts")

    @property
    def coefficients(self) -> DataFrame:
        """A row a series and coefficient: estimate, standard error and 95 % interval, in growth a month."""
        return self._exploded("coefficients").drop("model")

    @property
    def failures(self) -> DataFrame:
        """A row a series without a forecast: the reason as a word and in a sentence."""
        return self.nested.where("reason is not null").select(self._id, "reason", "message")

    def write(self, path: str, *, mode: str = "overwrite") -> None:
        """Writes a row a series as Parquet, once; Spark adds ``_SUCCESS`` when all of it is there.

        Args:
            path: the folder.
            mode: ``"overwrite"``, or ``"append"`` for what :func:`remaining` left.
        """
        self.nested.write.mode(mode).parquet(path)


def remaining(df: DataFrame, path: str, *, id_col: str | None = None) -> DataFrame:
    """The rows of series that a folder has no result of yet, for another run with ``mode="append"``.

    Args:
        df: the panel.
        path: a folder that :meth:`SparkForecast.write` wrote.
        id_col: the column of series.
    """
    columns = Columns(df.columns, id_col, None, None)
    if columns.id is None:
        raise UsageError("name the column of series by id_col")
    done = df.sparkSession.read.parquet(path).select(columns.id)
    return df.join(done, columns.id, "left_anti")


def forecast(
    df: DataFrame,
    model: Model | None = None,
    *,
    h: int = 12,
    level: Sequence[float] = (80, 95),
    X_df: DataFrame | None = None,
    seed: int = 1,
    draws: int | None = None,
    driver_forecast: str = "auto",
    pool: bool = False,
    partitions: int | None = None,
    id_col: str | None = None,
    time_col: str | None = None,
    target_col: str | None = None,
) -> SparkForecast:
    """Forecasts every series of a Spark frame; the arguments are those of :func:`churnforecast.forecast`.

    Args:
        df: a row a series and month.
        model: the model; None for the automatic choice.
        h: months ahead.
        level: coverages of the intervals in percent.
        X_df: later values of drivers, a row a series and month after the last figure.
        seed: the seed; the same seed gives the same numbers.
        draws: the number of simulated paths a series; None for intervals by the formula.
        driver_forecast: how drivers without later values go on.
        pool: whether the effects of every series borrow from those of all. A first job, which runs at once, sums the estimates of every
            partition; only these sums, some kilobytes each, come to the driver.
        partitions: the number of tasks; None for four a core. A failed task is repeated as a whole.
        id_col: the column of series, texts or whole numbers.
        time_col: the column of months: dates, timestamps or texts such as 2024-01.
        target_col: the column of users.
    """
    from pyspark.sql import functions as f
    from pyspark.sql import types as t

    columns = Columns(df.columns, id_col, time_col, target_col)
    if columns.id is None:
        raise UsageError(f"there is no column unique_id, series or id among {', '.join(df.columns)}; name it by id_col")
    chosen = model or Auto()
    drivers = call("cf_columns", request(model=chosen._request())).split("\n")
    wanted = list(dict.fromkeys([columns.id, columns.time, columns.target, *filter(None, drivers)]))
    missing = [name for name in wanted if name not in df.columns]
    if missing:
        raise UsageError(f"there is no column {', '.join(missing)}; the columns are {', '.join(df.columns)}")
    rows = df.select(*wanted)
    if X_df is not None:
        later = X_df.select(*(name for name in wanted if name in X_df.columns and name != columns.target))
        rows = rows.unionByName(later, allowMissingColumns=True)
    if isinstance(rows.schema[columns.time].dataType, t.TimestampType):
        # A timestamp of Spark is a moment in the zone of the session; its day is what is meant.
        rows = rows.withColumn(columns.time, f.col(columns.time).cast("date"))
    schema = _schema(rows.schema, columns, chosen._alias, level)
    options = functools.partial(
        panel_request,
        chosen,
        columns,
        h=h,
        level=level,
        seed=seed,
        draws=draws,
        driver_forecast=driver_forecast,
        threads=1,
        grouped=True,
    )
    count = partitions or 4 * df.sparkSession.sparkContext.defaultParallelism
    tasks = rows.repartition(count, columns.id).sortWithinPartitions(columns.id, columns.time)
    if not pool:
        return SparkForecast(tasks.mapInArrow(_mapper(options()), schema), columns.id)
    parts = tasks.mapInArrow(_summer(options()), "sums string").collect()
    # In an order that does not depend on that of the tasks.
    found, pooling = pooled(options(), sorted(row["sums"] for row in parts))
    return SparkForecast(tasks.mapInArrow(_mapper(options(pool=found)), schema), columns.id, pooling)


def _schema(rows: Any, columns: Columns, alias: str, level: Sequence[float]) -> Any:
    """The columns of a row a series."""
    from pyspark.sql import types as t

    id_field, time_field = rows[columns.id], rows[columns.time]
    names = [alias]
    for one in sorted(set(levels(level))):
        # As the engine names them: percent, with at most four decimals.
        text = f"{one * 100 if one < 1 else one:.4f}".rstrip("0").rstrip(".")
        names += [f"{alias}-lo-{text}", f"{alias}-hi-{text}"]
    forecasts = [t.StructField(columns.time, time_field.dataType)] + [t.StructField(name, t.DoubleType()) for name in names]
    coefficients = [t.StructField("coefficient", t.StringType())] + [
        t.StructField(name, t.DoubleType()) for name in ("estimate", "standard_error", "lower95", "upper95")
    ]
    return t.StructType(
        [
            t.StructField(str(columns.id), id_field.dataType),
            t.StructField("model", t.StringType()),
            t.StructField("forecasts", t.ArrayType(t.StructType(forecasts))),
            t.StructField("coefficients", t.ArrayType(t.StructType(coefficients))),
            t.StructField("reason", t.StringType()),
            t.StructField("message", t.StringType()),
        ]
    )


def _capsule(batches: Iterator[Any]) -> object | None:
    """The batches of a task as one stream; None where there are none."""
    import pyarrow

    first = next(batches, None)
    if first is None:
        return None
    found: object = pyarrow.RecordBatchReader.from_batches(
        first.schema, itertools.chain([first], batches)
    ).__arrow_c_stream__()
    return found


def _summer(options: bytes) -> Callable[[Iterator[Any]], Iterator[Any]]:
    """What every task of the first job does: one stream in, the sums of its effects out."""

    def run(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow

        capsule = _capsule(batches)
        if capsule is not None:
            sums = call("cf_pool_sums", options, stream_pointer(capsule))
            yield pyarrow.RecordBatch.from_pydict({"sums": [sums]})

    return run


def _mapper(options: bytes) -> Callable[[Iterator[Any]], Iterator[Any]]:
    """What every task does: one stream in, one stream out, in bounded memory."""

    def run(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow

        capsule = _capsule(batches)
        if capsule is None:
            return
        for table in Panel(options, capsule).nested():
            yield from pyarrow.RecordBatchReader.from_stream(table)

    return run
