"""Tables of other libraries, in and out by the Arrow PyCapsule interface."""

from __future__ import annotations

from typing import Any, Mapping, Sequence

from ._errors import DataError, UsageError
from ._library import TableStream

__all__ = ["Columns", "as_stream", "column_names", "frame_of", "held", "table_like"]

#: The names of the columns that are looked for where none is stated, in this order.
_ID = ("unique_id", "series", "id")
_TIME = ("ds", "month", "date")
_TARGET = ("y", "mau")


def _kind(frame: object) -> str:
    """The library that a frame is from."""
    return type(frame).__module__.split(".")[0]


def _native(frame: Any) -> Any:
    """A frame of the library that made it, with what the engine needs as columns."""
    kind = _kind(frame)
    if kind == "narwhals":
        return _native(frame.to_native())
    if kind == "pyspark":
        raise UsageError(
            "this is a Spark frame, which would be drawn into the driver; use churnforecast.spark.forecast, or "
            "frame.toPandas() for one that is small"
        )
    if kind == "polars" and type(frame).__name__ == "LazyFrame":
        return frame.collect()
    if kind == "pandas":
        if type(frame).__name__ == "Series":
            name = frame.index.name or "ds"
            return frame.rename("y").rename_axis(name).reset_index()
        named = [name for name in frame.index.names if name is not None and name not in frame.columns]
        if any(str(name).lower() in _TIME + _ID for name in named):
            return frame.reset_index()
        return frame
    if isinstance(frame, Mapping):
        return _from_mapping(frame)
    return frame


def _from_mapping(columns: Mapping[str, Sequence[Any]]) -> Any:
    """A table of lists, by whichever library is there."""
    import importlib

    for name, make in (("pyarrow", "table"), ("polars", "DataFrame"), ("pandas", "DataFrame")):
        try:
            library = importlib.import_module(name)
        except ImportError:
            continue
        try:
            return getattr(library, make)(dict(columns))
        except Exception as error:
            raise DataError(
                f"the dictionary is no table: {error}. Give lists of the same length, and each of them one type"
            ) from error
    raise UsageError("a table of lists needs pyarrow, polars or pandas: pip install 'churnforecast[pandas]'")


def column_names(frame: Any) -> list[str]:
    """The names of the columns of a native frame."""
    for attribute in ("column_names", "columns"):
        names = getattr(frame, attribute, None)
        if names is not None and not callable(names):
            return [str(name) for name in names]
    schema = getattr(frame, "schema", None)
    names = getattr(schema, "names", None)
    return [str(name) for name in names] if names is not None and not callable(names) else []


class Columns:
    """The columns of series, months and users, stated or found by their usual names."""

    def __init__(self, names: Sequence[str], id_col: str | None, time_col: str | None, target_col: str | None) -> None:
        lower = {name.lower(): name for name in names}

        def find(stated: str | None, usual: tuple[str, ...]) -> str | None:
            if stated is not None:
                return stated
            return next((lower[name] for name in usual if name in lower), None)

        self.id = find(id_col, _ID)
        self.time = find(time_col, _TIME) or _TIME[0]
        self.target = find(target_col, _TARGET) or _TARGET[0]

    def request(self) -> dict[str, Any]:
        """What the engine is told."""
        known = {"time": self.time, "target": self.target}
        return known if self.id is None else {"id": self.id, **known}


def frame_of(frame: Any) -> Any:
    """A frame whose columns the engine can read.

    Raises:
        UsageError: for what is no table.
    """
    native = _native(frame)
    if hasattr(native, "__arrow_c_stream__"):
        return native
    if hasattr(native, "arrow") and callable(native.arrow):
        # A relation of DuckDB.
        table = native.arrow()
        return table.read_all() if hasattr(table, "read_all") else table
    raise UsageError(
        f"{type(frame).__module__}.{type(frame).__qualname__} is no table; give a frame of pandas, polars or pyarrow, a "
        "relation of DuckDB, or a dictionary of lists"
    )


def as_stream(native: Any) -> Any:
    """The capsule of a native frame's stream."""
    try:
        return native.__arrow_c_stream__()
    except ImportError as error:
        raise UsageError(f"{error}. pandas hands tables over by pyarrow: pip install 'churnforecast[pandas]'") from error
    except (TypeError, ValueError, NotImplementedError) as error:
        raise DataError(f"the table cannot be handed over: {error}. Give each column one type") from error
    except Exception as error:
        if type(error).__module__.split(".")[0] in ("pyarrow", "polars"):
            raise DataError(f"the table cannot be handed over: {error}. Give each column one type") from error
        raise


class _Once:
    """A frame that hands its stream over."""

    def __init__(self, native: Any) -> None:
        self._native = native

    def __arrow_c_stream__(self, requested_schema: object = None) -> Any:
        return as_stream(self._native)


def held(frame: Any) -> Any:
    """A table that can be read again and that nobody changes: readers are exhausted by reading, and frames may change."""
    native = frame_of(frame)
    try:
        import pyarrow
    except ImportError:
        return native.clone() if hasattr(native, "clone") else native
    try:
        return pyarrow.table(_Once(native))
    except pyarrow.ArrowException as error:
        raise DataError(f"the table could not be read: {error}") from error


def table_like(frame: Any, stream: TableStream, id_col: str | None = None) -> Any:
    """A table that the engine gave, as a frame of the library that another one is from."""
    kind = _kind(frame)
    if kind == "polars":
        import polars

        return polars.DataFrame(stream)
    if kind in ("pandas", "builtins", "collections"):
        try:
            import pyarrow
        except ImportError:
            if kind == "pandas":
                raise
        else:
            table = pyarrow.table(stream)
            if kind != "pandas":
                return table.to_pydict()
            result = table.to_pandas()
            native = _native(frame)
            if id_col is not None and id_col in result and str(native[id_col].dtype) == "category":
                result[id_col] = result[id_col].astype(native[id_col].dtype)
            return result
    if kind == "duckdb" or kind == "_duckdb":
        import duckdb
        import pyarrow

        return duckdb.from_arrow(pyarrow.table(stream))
    if kind == "narwhals":
        import narwhals

        return narwhals.from_native(table_like(frame.to_native(), stream, id_col))
    try:
        import pyarrow
    except ImportError:
        return stream
    return pyarrow.table(stream)
