"""What the tests share."""

from __future__ import annotations

import math
import os
import random
from typing import Any

import pytest

# Warnings of the command are shown, not failures.
os.environ.setdefault("MPLBACKEND", "Agg")


def series(name: str, months: int = 60, start: int = 2018 * 12, seed: int = 1) -> dict[str, list[Any]]:
    """A simulated series: growth of 1 % a month less 0.4 % an outage, with noise."""
    stream = random.Random(f"{name}{seed}")
    users, columns = 1e6, {"unique_id": [], "ds": [], "y": [], "outages": []}  # type: ignore[var-annotated]
    for month in range(months):
        outages = sum(stream.random() < 0.02 for _ in range(100))
        users *= math.exp(0.01 - 0.004 * (outages - 2) + stream.gauss(0, 0.01))
        columns["unique_id"].append(name)
        columns["ds"].append(f"{(start + month) // 12}-{(start + month) % 12 + 1:02d}")
        columns["y"].append(users)
        columns["outages"].append(outages)
    return columns


def panel(count: int, months: int = 40) -> dict[str, list[Any]]:
    """Some of them."""
    parts = [series(f"s{index}", months) for index in range(count)]
    return {key: [value for part in parts for value in part[key]] for key in parts[0]}


@pytest.fixture
def one() -> dict[str, list[Any]]:
    """One series without a name."""
    columns = series("one")
    del columns["unique_id"]
    return columns


@pytest.fixture
def many() -> dict[str, list[Any]]:
    """A panel of ten series."""
    return panel(10)
