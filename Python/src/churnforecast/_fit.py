"""A fit of one series, its forecasts and its backtest."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Sequence

from ._frames import Columns, as_stream, column_names, frame_of, held, table_like
from ._errors import DataError, InputNotFoundError, OutputError
from ._library import Handle, TableStream, call, stream_pointer
from ._model import Auto, Model, levels, request
from ._text import Answer, framed

if TYPE_CHECKING:
    import pathlib

    from matplotlib.axes import Axes

__all__ = ["Backtest", "Fit", "Forecast", "backtest"]


class Forecast(Answer):
    """A forecast of one series.

    Attributes:
        frame: a row a month: the month, the median, and the lower and upper end of each interval, in users; a frame of
            the library that the data came from.
    """

    def __init__(self, ask: Any, frame: Any, history: Any) -> None:
        super().__init__(ask)
        self.frame = frame
        self._history = history

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draws figures, median and intervals by matplotlib.

        Args:
            ax: where to draw; None for axes of its own.

        Returns:
            the axes.
        """
        from ._plot import plot_forecast

        return plot_forecast(self.data, self._history, ax)


class Backtest(Answer):
    """Forecasts from past origins, with what the model would have known then."""

    @property
    def verdict(self) -> str:
        """Whether the drivers help to forecast; :attr:`data` has the sentences about benchmarks too."""
        return str(self.data["verdict"][0])


class Fit(Answer):
    """A model fitted to one series; it can be pickled, and saved as the command saves fits."""

    def __init__(self, handle: Handle, frame: Any, columns: Columns, alias: str, stated: bytes) -> None:
        super().__init__(lambda format: self._answer("estimates", request(), format))
        self._handle = handle
        self._stated = stated
        self._lock = threading.Lock()
        self._frame = frame
        self._columns = columns
        self._alias = alias

    @classmethod
    def _of(cls, model: Model, df: Any, time_col: str | None, target_col: str | None, id_col: str | None) -> Fit:
        frame = frame_of(df)
        columns = Columns(column_names(frame), id_col, time_col, target_col)
        handle = Handle("cf_fit_release")
        stated = request(model=model._request(), **columns.request())
        capsule = as_stream(frame)
        call("cf_fit", stated, stream_pointer(capsule), handle.place)
        return cls(handle, df, columns, model._alias, stated)

    @classmethod
    def load(cls, path: str | pathlib.Path) -> Fit:
        """Reads a fit that :meth:`save` or ``churn-forecast fit --out`` wrote.

        Raises:
            DataError: where it is damaged, or of another version.
        """
        try:
            with open(path, encoding="utf-8") as file:
                text = file.read()
        except OSError as error:
            raise InputNotFoundError(f"{path}: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise DataError(f"{path} is no text; expected a file that Fit.save wrote") from error
        return cls._restored(text, "forecast", b"{}", Columns([], None, None, None))

    @classmethod
    def _restored(cls, text: str, alias: str, stated: bytes, columns: Columns) -> Fit:
        handle = Handle("cf_fit_release")
        call("cf_fit_read", text.encode(), stated, handle.place)
        return cls(handle, {}, columns, alias, stated)

    def save(self, path: str | pathlib.Path) -> None:
        """Writes the fit with its data, for :meth:`load`, ``churn-forecast forecast`` and scenario files."""
        _write(path, self._saved())

    def _saved(self) -> str:
        return self._answer("saved", request(), "json")

    def __reduce__(self) -> tuple[Any, ...]:
        return (Fit._restored, (self._saved(), self._alias, self._stated, self._columns))

    def _answer(self, question: str, options: bytes, format: str, later: Any = None) -> str:
        pointer = None if later is None else stream_pointer(later)
        with self._lock:
            return call("cf_fit_answer", self._handle.pointer, question.encode(), options, format.encode(), pointer)

    @property
    def coefficients(self) -> list[dict[str, Any]]:
        """The coefficients as the JSON of the command has them: ``name``, ``estimate`` and, where it has an error,
        ``standardError``, ``lower`` and ``upper`` (95 %), in growth a month."""
        found: list[dict[str, Any]] = self.data.get("coefficients", [])
        return found

    def forecast(
        self,
        h: int = 12,
        *,
        level: Sequence[float] = (80, 95),
        X_df: Any = None,
        seed: int = 1,
        draws: int | None = None,
        driver_forecast: str = "auto",
    ) -> Forecast:
        """Forecasts the months after the last figure.

        Args:
            h: months ahead, 1 to 600.
            level: coverages of the intervals in percent.
            X_df: later values of drivers, a row a month; None to continue them by ``driver_forecast``.
            seed: the seed of simulations; the same seed gives the same numbers.
            draws: the number of simulated paths, even, where simulation is needed.
            driver_forecast: ``"auto"``, ``"hold"`` (the last level, as certain), ``"counts"``, ``"mean-reversion"``, …

        Returns:
            months, medians and intervals, in users.
        """
        options = request(
            h=h,
            level=levels(level),
            seed=seed,
            draws=draws,
            driver_forecast=driver_forecast,
            alias=self._alias,
            time=self._columns.time,
        )
        later = None if X_df is None else held(X_df)
        table = TableStream()
        pointer = None if later is None else stream_pointer(capsule := as_stream(later))
        with self._lock:
            call("cf_fit_forecast", self._handle.pointer, options, pointer, table.place)

        def ask(format: str) -> str:
            return self._answer("forecast", options, format, None if later is None else as_stream(later))

        return Forecast(ask, table_like(self._frame, table), (self._frame, self._columns))

    def report(self, path: str | pathlib.Path | None = None, *, h: int = 12) -> str:
        """The report for people, one HTML file without a network.

        Args:
            path: where to write it; None to write nothing.
            h: months ahead.

        Returns:
            the HTML.
        """
        page = self._answer("page", request(h=h), "json")
        if path is not None:
            _write(path, page)
        return page

    def _repr_html_(self) -> str:
        return framed(self.report())


def _write(path: str | pathlib.Path, text: str) -> None:
    try:
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}") from error


def backtest(
    model: Model | None,
    df: Any,
    *,
    h: int = 12,
    step: int = 1,
    first: int | None = None,
    level: Sequence[float] = (80, 95),
    time_col: str | None = None,
    target_col: str | None = None,
    id_col: str | None = None,
) -> Backtest:
    """Forecasts from many past origins, next to benchmarks, to show how good a model would have been.

    Args:
        model: the model; None for benchmarks and the automatic choice.
        df: one series, as for :meth:`Model.fit`.
        h: months ahead, 1 to 120.
        step: figures from one origin to the next.
        first: figures before the first origin; None for what model and data need.
        level: coverages of the intervals to evaluate, in percent.
        time_col: the column of months.
        target_col: the column of users.
        id_col: the column of series, of which there can be one.

    Returns:
        errors, coverage and the verdict.
    """
    frame = held(df)
    columns = Columns(column_names(frame), id_col, time_col, target_col)
    options = request(
        model=(model or Auto())._request(), h=h, step=step, first=first, level=levels(level), **columns.request()
    )

    def ask(format: str) -> str:
        capsule = as_stream(frame)
        return call("cf_backtest", options, stream_pointer(capsule), format.encode())

    answer = Backtest(ask)
    # Errors belong here, and not where the answer is looked at.
    answer._text("json")
    return answer
