"""The tours run from beginning to end."""

from __future__ import annotations

import pathlib

import jupytext
import nbclient
import pytest

TOURS = pathlib.Path(__file__).parents[2] / "notebooks-docs/tours"


@pytest.mark.parametrize("tour", sorted(TOURS.glob("*.md")), ids=lambda path: path.stem)
def test_tour(tour: pathlib.Path) -> None:
    """Every cell runs."""
    if "spark" in tour.stem:
        pytest.importorskip("pyspark", reason="scripts/spark-test runs this one")
    notebook = jupytext.read(tour)
    nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(TOURS)}}).execute()
