"""Scenario files and the questions to them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from ._command import arguments_of, run
from ._text import Answer, framed

if TYPE_CHECKING:
    import pathlib

    from matplotlib.axes import Axes

__all__ = ["Scenario", "ScenarioRun"]


class ScenarioRun(Answer):
    """The paths of all scenarios of a file."""

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draws the median and the intervals of every scenario by matplotlib."""
        from ._plot import axes, plot_bands

        ax = axes(ax)
        for scenario in self.data["scenarios"]:
            plot_bands(ax, scenario["months"], scenario["name"])
        ax.set_ylabel("users")
        ax.legend()
        return ax


class Scenario:
    """A scenario file, run and questioned as ``churn-forecast scenario`` does.

    Args:
        path: the file; the files that it names are relative to it.
        seed: the seed of the simulation; None for the one in the file.
    """

    def __init__(self, path: str | pathlib.Path, *, seed: int | None = None) -> None:
        self.path = os.fspath(path)
        self._common = {"seed": seed}

    def _ask(self, question: str, options: dict[str, Any], kind: type[Answer]) -> Any:
        arguments = arguments_of({**self._common, **options})

        def ask(format: str) -> str:
            return run(["scenario", question, *arguments, "--format", format, "--", self.path])

        answer = kind(ask)
        answer._text("json")
        return answer

    def check(self) -> str:
        """What the file contains.

        Raises:
            DataError: with file, line and key, where it cannot be read.
        """
        return run(["scenario", "check", "--", self.path])

    def run(self) -> ScenarioRun:
        """Runs all scenarios, calibrates, and compares them with published figures."""
        answer: ScenarioRun = self._ask("run", {}, ScenarioRun)
        return answer

    def attribute(self, **options: Any) -> Answer:
        """Divides the difference between a scenario and its reference among its causes.

        Args:
            options: of the command: ``scenario``, ``month``, ``against``, ``cumulated=True``.
        """
        answer: Answer = self._ask("attribute", options, Answer)
        return answer

    def price(self, **options: Any) -> Answer:
        """Prices one more unit of each driver, in users and in money.

        Args:
            options: of the command: ``scenario``, ``month``, ``unit``, ``value_per_user``.
        """
        answer: Answer = self._ask("price", options, Answer)
        return answer

    def goal(self, *, keep: float | str, using: str, by: str | None = None, **options: Any) -> Answer:
        """Finds the level of a driver that keeps users at a target.

        Args:
            keep: the users to keep, such as ``368.4e6`` or ``"368.4M"``.
            using: the driver whose level is sought.
            by: the month when they are counted; None for the horizon.
            options: of the command: ``scenario``, ``between``, ``probability``.
        """
        users = keep if isinstance(keep, str) else repr(float(keep))
        answer: Answer = self._ask("goal", {"keep": users, "with": using, "by": by, **options}, Answer)
        return answer

    def tornado(self, **options: Any) -> Answer:
        """Moves each input alone from its low to its high end; the largest swing comes first."""
        answer: Answer = self._ask("tornado", options, Answer)
        return answer

    def report(self, path: str | pathlib.Path | None = None, **options: Any) -> str:
        """The report for people, one HTML file without a network.

        Args:
            path: where to write it; None to write nothing.
            options: of ``churn-forecast report``.

        Returns:
            the HTML.
        """
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            target = os.path.join(folder, "page.html") if path is None else os.fspath(path)
            run(["report", "--out", target, *arguments_of({**self._common, **options}), "--", self.path])
            with open(target, encoding="utf-8") as file:
                return file.read()

    def _repr_html_(self) -> str:
        return framed(self.report())
