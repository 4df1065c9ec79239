"""Raw signals: reports, incidents and posts become drivers with their errors."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Iterable, Mapping

from ._command import arguments_of, run
from ._frames import frame_of, held, table_like

if TYPE_CHECKING:
    import pathlib

__all__ = ["Signals", "inspect", "negativity", "outages"]


class Signals:
    """What raw signals say, month by month.

    Attributes:
        months: the driver by month with its standard errors, a dictionary of lists, or a frame of the library that the raw
            signals came from.
        events: the outages one by one; None for negativity.
        text: what the command prints.
    """

    def __init__(self, months: Any, events: Any, text: str) -> None:
        self.months = months
        self.events = events
        self.text = text

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__


def outages(*sources: Any, **options: Any) -> Signals:
    """Finds outages in report counts and incident logs.

    Args:
        sources: files (CSV, JSON or an object a line), or frames with the same columns.
        options: of ``churn-forecast outages``: ``zone``, ``weights``, ``country_weights``, ``maintenance``, ``since``,
            ``until``, ``columns``, ….

    Returns:
        outages, hours and weighted hours by month with standard errors; starts, ends and peaks of each.
    """
    return _signals("outages", sources, options, events=True)


def negativity(*sources: Any, **options: Any) -> Signals:
    """Estimates the share of negative posts by month, corrected for the errors of the classifier.

    Args:
        sources: files of posts or scores, or frames with the same columns.
        options: of ``churn-forecast negativity``: ``language``, ``labels``, ``method``, ….

    Returns:
        the share by month with its standard error.
    """
    return _signals("negativity", sources, options, events=False)


def inspect(*files: str | pathlib.Path, **options: Any) -> str:
    """What files hold: formats, units, gaps, outliers, level shifts, and what to do next."""
    return run(["inspect", *arguments_of(options), "--", *map(str, files)])


def _signals(command: str, sources: Iterable[Any], options: dict[str, Any], events: bool) -> Signals:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        files: list[str] = []
        frame: Any = {}
        for index, source in enumerate(sources):
            if isinstance(source, (str, os.PathLike)):
                files.append(os.fspath(source))
            else:
                frame = source
                files.append(_written(source, os.path.join(folder, f"table-{index}.csv")))
        months, single = (os.path.join(folder, f"{name}.csv") for name in ("months", "events"))
        outputs = {"out": months, **({"events": single} if events else {})}
        text = run([command, *arguments_of({**options, **outputs}), "--", *files])
        return Signals(
            _read(months, frame),
            _read(single, frame) if events else None,
            text,
        )


def _written(frame: Any, path: str) -> str:
    """A frame as a file for the command."""
    import pyarrow
    from pyarrow import csv as arrow_csv

    table = held(frame)
    # The writer knows no views of texts.
    plain = [
        pyarrow.field(field.name, pyarrow.large_string() if pyarrow.types.is_string_view(field.type) else field.type)
        for field in table.schema
    ]
    arrow_csv.write_csv(table.cast(pyarrow.schema(plain)), path)
    return path


def _read(path: str, frame: Any) -> Any:
    """A table of the command, in the library of a frame."""
    import csv

    with open(path, newline="", encoding="utf-8") as file:
        reader = csv.reader(file)
        header = next(reader)
        rows = list(reader)
    columns = {name: [_value(row[index]) for row in rows] for index, name in enumerate(header)}
    if isinstance(frame, Mapping):
        return columns
    return table_like(frame, frame_of(columns))


def _value(cell: str) -> Any:
    if cell == "":
        return None
    try:
        return float(cell)
    except ValueError:
        return cell
