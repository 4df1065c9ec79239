"""Drawings by matplotlib."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from ._errors import UsageError
from ._frames import held

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["axes", "day", "plot_bands", "plot_forecast"]


def axes(ax: Axes | None) -> Axes:
    """The axes to draw in."""
    if ax is not None:
        return ax
    try:
        from matplotlib import pyplot
    except ImportError as error:
        raise UsageError("drawing needs matplotlib: pip install 'churnforecast[plot]'") from error
    return pyplot.subplots(figsize=(9, 4.5), layout="constrained")[1]


def day(month: str) -> datetime.date:
    """The first day of a month that is written as 2024-01, 2024-Q1, 2024-01-31 or 2024."""
    if month[4:6].upper() in ("-Q", "Q"):
        return datetime.date(int(month[:4]), 3 * int(month[-1]), 1)
    return datetime.date(int(month[:4]), int(month[5:7] or 12), 1)


def plot_bands(ax: Axes, months: list[dict[str, Any]], label: str) -> None:
    """The median and the intervals of rows with ``month``, ``median``, ``lower80``, …"""
    days = [day(row["month"]) for row in months]
    levels = sorted((float(key[5:]) for key in months[0] if key.startswith("lower")), reverse=True)
    (line,) = ax.plot(days, [row["median"] for row in months], label=label)  # type: ignore[arg-type]
    for level in levels:
        name = f"{level:g}"
        ax.fill_between(
            days,  # type: ignore[arg-type]
            [row[f"lower{name}"] for row in months],
            [row[f"upper{name}"] for row in months],
            color=line.get_color(),
            alpha=0.18,
            linewidth=0,
            label=f"{name} %",
        )


def plot_forecast(data: dict[str, Any], history: Any, ax: Axes | None) -> Axes:
    """Figures, median and intervals of a forecast."""
    ax = axes(ax)
    frame, columns = history
    days, figures = _figures(frame, columns)
    if days:
        ax.plot(days, figures, color="0.35", marker=".", label="figures")  # type: ignore[arg-type]
    plot_bands(ax, data["months"], "median")
    ax.set_ylabel("users")
    ax.legend()
    return ax


def _figures(frame: Any, columns: Any) -> tuple[list[datetime.date], list[float]]:
    """The days and figures of the data; none where they are not there any more, as those of a fit that was read."""
    if isinstance(frame, dict) and not frame or type(frame).__name__ == "RecordBatchReader":
        return [], []
    table = held(frame)
    if hasattr(table[columns.time], "to_pylist"):
        days, figures = table[columns.time].to_pylist(), table[columns.target].to_pylist()
    else:
        days, figures = list(table[columns.time]), list(table[columns.target])
    pairs = [(day(str(when)), float(users)) for when, users in zip(days, figures) if users is not None]
    pairs = sorted(pair for pair in pairs if pair[1] == pair[1])
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]
