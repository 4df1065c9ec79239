"""The errors of the engine: one class for each exit code of the command."""

from __future__ import annotations


class ChurnForecastError(Exception):
    """An error of the engine; ``exit_code`` is the code that the command would end with."""

    exit_code: int = 70


class UsageError(ChurnForecastError, ValueError):
    """Something was asked for that does not exist, or in a way that is not understood."""

    exit_code = 64


class DataError(ChurnForecastError, ValueError):
    """The data cannot be used as they are; the message says where, why, and what to do."""

    exit_code = 65


class InputNotFoundError(ChurnForecastError, FileNotFoundError):
    """A file is not there, or cannot be opened."""

    exit_code = 66


class EngineError(ChurnForecastError, RuntimeError):
    """The engine failed; please report it."""

    exit_code = 70


class OutputError(ChurnForecastError, OSError):
    """A file cannot be written."""

    exit_code = 73


def error_of(code: int, message: str) -> ChurnForecastError:
    """The error of an exit code."""
    kinds: tuple[type[ChurnForecastError], ...] = (
        UsageError,
        DataError,
        InputNotFoundError,
        EngineError,
        OutputError,
    )
    for kind in kinds:
        if kind.exit_code == code:
            return kind(message)
    return EngineError(f"{message} (exit code {code})")
