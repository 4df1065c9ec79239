"""Looking back: what drivers have cost, what an event has cost, who stays."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Mapping

from ._command import arguments_of, run
from ._signals import _written
from ._text import Answer, framed

if TYPE_CHECKING:
    import pathlib

    from matplotlib.axes import Axes

    from ._fit import Fit

__all__ = ["Impact", "LookBack", "PageAnswer", "Retention", "impact", "lookback", "retention"]


class PageAnswer(Answer):
    """An answer of a command that writes a page too."""

    def report(self, path: str | pathlib.Path | None = None) -> str:
        """The page for people, one HTML file without a network.

        Args:
            path: where to write it; None to write nothing.

        Returns:
            the HTML.
        """
        page = self._text("page")
        if path is not None:
            with open(path, "w", encoding="utf-8") as file:
                file.write(page)
        return page

    def _repr_html_(self) -> str:
        return framed(self.report())


class LookBack(PageAnswer):
    """Users as they were and as they would have been, users lost, and the history by causes."""

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draws both histories by matplotlib."""
        from ._plot import axes

        ax = axes(ax)
        months = self.data["months"]
        ax.plot([row["month"] for row in months], [row["users"] for row in months], color="black", label="as it was")
        changed = [row for row in months if "instead" in row]
        ax.plot([row["month"] for row in changed], [row["instead"] for row in changed], label="instead")
        ax.set_ylabel("users")
        ax.legend()
        return ax


class Impact(PageAnswer):
    """The effect of an event on one series, by several methods."""


class Retention(PageAnswer):
    """Who stays and for how long, and users as the sum over cohorts; or growth accounting."""


def lookback(fit: Fit | str | pathlib.Path, *, set: Mapping[str, float | str] | None = None, **options: Any) -> LookBack:
    """Looks back: what drivers have cost so far, and what made the history.

    Args:
        fit: a fit, or the file of one.
        set: what drivers would have been: a number, ``"reference"`` or ``"year-before"``; None for every driver at its reference
            level.
        options: of ``churn-forecast lookback``: ``since``, ``until``, ``levels``, ``draws``, ``seed``.

    Returns:
        the months with users lost and their intervals, the parts of the history.
    """
    changes = [f"{name}={level}" for name, level in (set or {}).items()]
    inputs: list[Any] = [fit if isinstance(fit, (str, os.PathLike)) else _Saved(fit)]
    answer: LookBack = _asked(LookBack, "lookback", inputs, {**options, "set": changes})
    return answer


def impact(data: Any, *, treated: str, event: str, **options: Any) -> Impact:
    """Estimates what an event has cost one series, beside others that it did not hit.

    Args:
        data: a file or a frame with a column for each series, or a column of series names and one of values.
        treated: the series that the event hit.
        event: the first month or year that it may have affected.
        options: of ``churn-forecast impact``: ``controls``, ``method``, ``series``, ``mau``, ``level``, ….

    Returns:
        average and cumulative effects by method, with intervals, weights and placebos.
    """
    answer: Impact = _asked(Impact, "impact", [data], {**options, "treated": treated, "event": event})
    return answer


def retention(cohorts: Any, *, data: Any = None, driver: str | list[str] | None = None, **options: Any) -> Retention:
    """Shows who stays and for how long, and forecasts users as the sum over cohorts.

    Args:
        cohorts: a file or a frame: ``cohort,age,users``, a column for each age, or growth accounting.
        data: a file or a frame with the columns of drivers by month.
        driver: the drivers of the hazard.
        options: of ``churn-forecast retention``: ``curve``, ``months``, ``set``, ``backtest``, ….

    Returns:
        parameters, the curve, lifetimes, the forecast.
    """
    changes = options.pop("set", None)
    if isinstance(changes, Mapping):
        changes = [f"{name}={level}" for name, level in changes.items()]
    answer: Retention = _asked(Retention, "retention", [cohorts], {**options, "driver": driver, "set": changes}, data)
    return answer


class _Saved:
    """A fit that is written to a file for the command."""

    def __init__(self, fit: Fit) -> None:
        self.fit = fit


def _asked(kind: type[Any], command: str, inputs: list[Any], options: dict[str, Any], data: Any = None) -> Any:
    """The answer of a command in every format that is asked for."""

    def ask(format: str) -> str:
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            files = [_file(item, folder, f"table-{index}") for index, item in enumerate(inputs)]
            given = dict(options)
            if data is not None:
                given["data"] = _file(data, folder, "drivers")
            page = os.path.join(folder, "page.html")
            if format == "page":
                run([command, *arguments_of({**given, "page": page}), "--", *files])
                with open(page, encoding="utf-8") as file:
                    return file.read()
            return run([command, *arguments_of(given), "--format", format, "--", *files])

    answer = kind(ask)
    answer._text("json")
    return answer


def _file(item: Any, folder: str, name: str) -> str:
    if isinstance(item, (str, os.PathLike)):
        return os.fspath(item)
    if isinstance(item, _Saved):
        path = os.path.join(folder, "fit.json")
        item.fit.save(path)
        return path
    return _written(item, os.path.join(folder, name + ".csv"))
