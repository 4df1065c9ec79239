"""Forecasts of many series."""

from __future__ import annotations

import ctypes
import dataclasses
import functools
import json
import sys
import time
from typing import Any, Callable, Iterator, Sequence

from ._errors import UsageError
from ._frames import Columns, as_stream, column_names, frame_of, held, table_like
from ._library import Handle, TableStream, call, stream_pointer
from ._model import Auto, Model, levels, request

__all__ = ["Panel", "PanelForecast", "PooledEffect", "forecast"]

# What the engine calls a pooled effect's numbers, and how they are called here.
_NAMES = {
    "standardError": "standard_error",
    "lower": "lower95",
    "upper": "upper95",
    "pValue": "p_value",
    "newLower": "new_lower95",
    "newUpper": "new_upper95",
}
_FORECASTS, _COEFFICIENTS, _FAILURES, _NESTED = range(4)


@dataclasses.dataclass(frozen=True)
class PooledEffect:
    """An effect among series, βᵢ ~ N(mean, deviation²); in growth a month for one more unit of the driver.

    Attributes:
        effect: the driver.
        series: the number of series with an estimate.
        mean: μ, with its ``standard_error`` and 95 % interval ``lower95`` … ``upper95``.
        deviation: the standard deviation among series.
        inconsistency: I², the share of the scatter of the estimates that is not chance.
        p_value: of the test that all series have the same effect.
        new_lower95: the 95 % interval of the effect of one more series, to ``new_upper95``.
    """

    effect: str
    series: int
    mean: float | None = None
    standard_error: float | None = None
    lower95: float | None = None
    upper95: float | None = None
    deviation: float | None = None
    inconsistency: float | None = None
    p_value: float | None = None
    new_lower95: float | None = None
    new_upper95: float | None = None


@dataclasses.dataclass(frozen=True)
class PanelForecast:
    """The forecasts of many series, as frames of the library that the panel came from.

    Attributes:
        forecasts: a row a series and month: the median and the ends of the intervals in users, and the model that made
            them.
        coefficients: a row a series and coefficient: estimate, standard error and 95 % interval, in growth a month.
        failures: a row a series without a forecast: the reason as a word and in a sentence.
        pooling: with ``pool=True``, what was found of each effect among series.
    """

    forecasts: Any
    coefficients: Any
    failures: Any
    pooling: tuple[PooledEffect, ...] = ()


class Panel:
    """A panel that is being forecast, step by step: the series of a stream in, tables out."""

    def __init__(self, options: bytes, table: Any, later: Any = None) -> None:
        self._handle = Handle("cf_panel_release")
        self._counts = (ctypes.c_int64 * 3)()
        first = stream_pointer(table)
        second = None if later is None else stream_pointer(later)
        call("cf_panel_open", options, first, second, self._handle.place)

    def step(self) -> bool:
        """Forecasts some more series; False at the end."""
        call("cf_panel_step", self._handle.pointer, self._counts)
        return bool(self._counts[2])

    @property
    def series(self) -> int:
        """The series so far."""
        return int(self._counts[0])

    @property
    def failed(self) -> int:
        """Those without a forecast."""
        return int(self._counts[1])

    def table(self, which: int) -> TableStream:
        """What was forecast since the last :meth:`clear`."""
        stream = TableStream()
        call("cf_panel_table", self._handle.pointer, ctypes.c_int32(which), stream.place)
        return stream

    def clear(self) -> None:
        """Forgets what was handed over."""
        from ._library import library

        library().cf_panel_clear(self._handle.pointer)

    def nested(self) -> Iterator[TableStream]:
        """Tables of a row a series, step by step, in bounded memory."""
        while self.step():
            yield self.table(_NESTED)
            self.clear()


def panel_request(
    model: Model,
    columns: Columns,
    *,
    h: int,
    level: Sequence[float],
    seed: int,
    draws: int | None,
    driver_forecast: str,
    threads: int | None,
    grouped: bool,
    pool: str | None = None,
) -> bytes:
    """What the engine is told about a panel."""
    return request(
        model=model._request(),
        alias=model._alias,
        h=h,
        level=levels(level),
        seed=seed,
        draws=draws,
        driver_forecast=driver_forecast,
        threads=threads,
        grouped=grouped,
        pool=pool,
        **columns.request(),
    )


def pooled(options: bytes, sums: Sequence[str]) -> tuple[str, tuple[PooledEffect, ...]]:
    """The distribution of the effects among the series of some tables: for a request, and for people."""
    answer = json.loads(call("cf_pool", options, "\n".join(sums).encode()))
    return answer["pool"], tuple(PooledEffect(**{_NAMES.get(key, key): value for key, value in effect.items()}) for effect in answer["effects"])


def forecast(
    df: Any,
    model: Model | None = None,
    *,
    h: int = 12,
    level: Sequence[float] = (80, 95),
    X_df: Any = None,
    seed: int = 1,
    draws: int | None = None,
    driver_forecast: str = "auto",
    n_jobs: int = -1,
    grouped: bool = False,
    pool: bool = False,
    progress: bool | Callable[[int, int], object] = False,
    id_col: str | None = None,
    time_col: str | None = None,
    target_col: str | None = None,
) -> PanelForecast:
    """Forecasts every series of a panel.

    A series that cannot be forecast is a row of the failures and stops nothing. The random numbers of a series follow from its
    name, so that the same series gets the same forecast in every panel, in the command, and on Spark.

    Args:
        df: a frame of pandas, polars or pyarrow, a relation of DuckDB, or a dictionary of lists, a row a series and month.
        model: the model; None for the automatic choice.
        h: months ahead, 1 to 600.
        level: coverages of the intervals in percent.
        X_df: later values of drivers, a row a series and month.
        seed: the seed; the same seed gives the same numbers.
        draws: the number of simulated paths a series, even; None for intervals by the formula.
        driver_forecast: how drivers without later values go on: ``"auto"``, ``"hold"``, ``"counts"``, …
        n_jobs: the number of threads; -1 for one a core.
        grouped: whether the rows of a series stand together; memory is bounded then.
        pool: whether the effects of every series borrow from those of all (partial pooling), for models of net growth with
            drivers; the panel is read twice.
        progress: True for a line on standard error, or a function of the numbers of series and of failures.
        id_col: the column of series, texts or whole numbers; default ``unique_id``, ``series`` or ``id``.
        time_col: the column of months; default ``ds``, ``month`` or ``date``.
        target_col: the column of users; default ``y`` or ``mau``.

    Returns:
        forecasts, coefficients and failures.

    Raises:
        DataError: for what concerns the table as a whole.
    """
    if model is not None and not isinstance(model, Model):
        raise UsageError(f"{model!r} is no model; write NetGrowth(…), StockAndFlow(…), Auto(…) or Benchmark('naive')")
    if not isinstance(n_jobs, int) or not (n_jobs == -1 or 1 <= n_jobs <= 1024):
        raise UsageError(f"n_jobs is the number of threads, 1 to 1024, or -1 for one a core; {n_jobs!r} is neither")
    # A reader can be read only once.
    frame = held(df) if pool else frame_of(df)
    columns = Columns(column_names(frame), id_col, time_col, target_col)
    if columns.id is None:
        raise UsageError(
            f"there is no column unique_id, series or id among {', '.join(column_names(frame)) or 'the columns'}; name the "
            "column of series by id_col, or fit a single series by model.fit(df)"
        )
    options = functools.partial(
        panel_request,
        model or Auto(),
        columns,
        h=h,
        level=level,
        seed=seed,
        draws=draws,
        driver_forecast=driver_forecast,
        threads=None if n_jobs == -1 else n_jobs,
        grouped=grouped,
    )
    found: str | None = None
    pooling: tuple[PooledEffect, ...] = ()
    if pool:
        first = as_stream(frame)
        found, pooling = pooled(options(), [call("cf_pool_sums", options(), stream_pointer(first))])
    # The capsules live until their streams are taken over.
    capsule = as_stream(frame)
    later = None if X_df is None else as_stream(frame_of(X_df))
    panel = Panel(options(pool=found), capsule, later)
    show = _line() if progress is True else progress or None
    while panel.step():
        if show is not None:
            show(panel.series, panel.failed)
    if progress is True:
        print(file=sys.stderr)
    return PanelForecast(
        table_like(df, panel.table(_FORECASTS), columns.id),
        table_like(df, panel.table(_COEFFICIENTS), columns.id),
        table_like(df, panel.table(_FAILURES), columns.id),
        pooling,
    )


def _line() -> Callable[[int, int], object]:
    """A line on standard error, at most five times a second."""
    start = last = time.monotonic()

    def show(series: int, failed: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < 0.2:
            return
        last = now
        rate = series / max(now - start, 1e-9)
        print(f"\r{series:,} series, {failed:,} failed, {rate:,.0f} a second", end="", file=sys.stderr, flush=True)

    return show
