"""Commands of the program, in a process of their own: an interrupt ends the command and not the notebook."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, Iterable

from ._errors import error_of

if TYPE_CHECKING:
    import pathlib

__all__ = ["arguments_of", "run"]


def run(arguments: Iterable[str], folder: str | pathlib.Path | None = None) -> str:
    """Runs a command and gives back what it prints.

    Remarks of the command become warnings.

    Raises:
        ChurnForecastError: of the class of its exit code.
    """
    import subprocess
    import warnings

    done = subprocess.run(
        [sys.executable, "-m", "churnforecast", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        stdin=subprocess.DEVNULL,
    )
    messages = [line.removeprefix("churn-forecast: ") for line in done.stderr.splitlines() if line.strip()]
    if done.returncode != 0:
        raise error_of(done.returncode, "\n".join(messages).removeprefix("Error: ") or "the command was stopped")
    for message in messages:
        warnings.warn(message, stacklevel=3)
    return done.stdout


def arguments_of(options: dict[str, Any]) -> list[str]:
    """Options as the command takes them: ``as_name=value`` is ``--as-name value``; lists repeat, True is a flag."""
    arguments: list[str] = []
    for key, value in options.items():
        name = "--" + key.rstrip("_").replace("_", "-")
        if value is None or value is False:
            continue
        if value is True:
            arguments.append(name)
        elif isinstance(value, (list, tuple)):
            arguments += [f"{name}={item}" for item in value]
        else:
            arguments.append(f"{name}={value}")
    return arguments
