"""Models, as their keys stand in a model file."""

from __future__ import annotations

import dataclasses
import functools
from typing import Any, Mapping, Sequence, Union

from ._errors import UsageError

__all__ = ["Auto", "Benchmark", "Driver", "Model", "NetGrowth", "StockAndFlow"]


@dataclasses.dataclass(frozen=True)
class Driver:
    """What drives users away, or brings them.

    Attributes:
        expression: a column, or transforms of one, such as ``"carryover(outages, 0.5)"`` or ``"log1p(spam)"``; None for
            the column of the driver's own name.
        effect: ``"free"``, ``"harmful"`` or ``"helpful"``: the sign that is imposed.
        missing: what a blank is: ``"error"``, ``"zero"``, ``"carry"`` (the last known value) or ``"interpolate"``.
        reference: the level without effect, in units of the column; None for the mean of the first 12 months.
        prior: mean and standard deviation of the effect's prior, in growth a month per unit; None for none.
        standard_error: the column of standard errors of the driver's figures, in their unit; None for exact figures.
    """

    expression: str | None = None
    effect: str = "free"
    missing: str = "error"
    reference: float | None = None
    prior: tuple[float, float] | None = None
    standard_error: str | None = None

    def _keys(self) -> dict[str, Any]:
        keys: dict[str, Any] = {"effect": self.effect, "missing": self.missing}
        if self.expression is not None:
            keys["expression"] = self.expression
        if self.reference is not None:
            keys["reference"] = self.reference
        if self.prior is not None:
            if len(self.prior) != 2:
                raise UsageError(f"prior is a mean and a standard deviation; {self.prior!r} is not")
            keys["prior"] = {"mean": self.prior[0], "sd": self.prior[1]}
        if self.standard_error is not None:
            keys["standardError"] = {"column": self.standard_error}
        return keys


#: Drivers by name, or columns and expressions alone.
Drivers = Union[Mapping[str, Union[Driver, str, None]], Sequence[str]]


def _drivers(drivers: Drivers) -> dict[str, Any]:
    if isinstance(drivers, str):
        raise UsageError(f"drivers are a list or a dictionary; for one of them write drivers=[{drivers!r}]")
    keys: dict[str, Any] = {}
    if not isinstance(drivers, Mapping):
        if not isinstance(drivers, (list, tuple)) or not all(isinstance(one, str) for one in drivers):
            raise UsageError(
                f"drivers are a list of columns and expressions, or a dictionary of them by name; {drivers!r} is neither"
            )
        for number, expression in enumerate(drivers, 1):
            if any(known["expression"] == expression for known in keys.values()):
                raise UsageError(f"the driver `{expression}` is given twice")
            # A key of YAML has at most 1,024 bytes.
            keys[expression if len(expression) < 200 else f"driver {number}"] = {"expression": expression}
        return keys
    for name, driver in drivers.items():
        if not isinstance(name, str) or not 0 < len(name) < 200:
            raise UsageError(f"the name of a driver is a text of at most 200 characters; {str(name)[:40]!r} is not")
        if driver is not None and not isinstance(driver, (Driver, str)):
            raise UsageError(f"the driver `{name}` is a Driver, a column or an expression; {driver!r} is none of them")
        described = driver if isinstance(driver, Driver) else Driver(driver)
        keys[name] = described._keys()
        if described.expression is None:
            keys[name]["expression"] = name
    return keys


class Model:
    """A model that can be fitted."""

    def _request(self) -> Any:
        """What the engine is told: the keys of a model file, or a word."""
        raise NotImplementedError

    @property
    def _alias(self) -> str:
        """The column of its forecasts."""
        return type(self).__name__

    def fit(
        self, df: Any, *, time_col: str | None = None, target_col: str | None = None, id_col: str | None = None
    ) -> Any:
        """Fits the model to one series.

        Args:
            df: a frame of pandas, polars or pyarrow, a relation of DuckDB, or a dictionary of lists, a row a month.
            time_col: the column of months; default ``ds``, ``month`` or ``date``.
            target_col: the column of users; default ``y`` or ``mau``. Null where there is no figure.
            id_col: the column of series, of which there can be one.

        Returns:
            a :class:`~churnforecast.Fit`.

        Raises:
            DataError: where the data do not allow the fit.
            UsageError: for a model that there is not.
        """
        from ._fit import Fit

        return Fit._of(self, df, time_col, target_col, id_col)


@dataclasses.dataclass(frozen=True)
class NetGrowth(Model):
    """Growth of users, month by month, from a baseline and drivers.

    Attributes:
        baseline: ``"choose"`` (drifting or constant), ``"constant"``, ``"drifting"``, ``"saturating"``,
            ``"decaying"`` or ``"logistic"``.
        drivers: by name, or a list of columns and expressions.
        errors: ``"choose"`` (AR(1) or independent), ``"independent"``, ``"ar(1)"``, ``"arma(1,1)"``, …, ``"auto"``.
        seasonality: ``"none"`` or ``"monthly"``.
        timing: what a figure measures: ``"month-end"``, ``"month-average"`` or ``"quarter-average"``.
        standard_errors: ``"classical"``, ``"hc3"`` or ``"newey-west"``.
        robust: ``"none"``, ``"huber"`` or ``"tukey"``.
        fallback: in a panel, the forecaster of series that are too short, such as ``"naive"``; None for a failure.
    """

    baseline: str = "choose"
    drivers: Drivers = ()
    errors: str = "choose"
    seasonality: str = "none"
    timing: str = "month-end"
    standard_errors: str = "classical"
    robust: str = "none"
    fallback: str | None = None

    def _request(self) -> Any:
        keys: dict[str, Any] = {
            "mau": {"timing": self.timing},
            "baseline": self.baseline,
            "errors": self.errors,
            "seasonality": self.seasonality,
            "standardErrors": self.standard_errors,
            "robust": self.robust,
            "drivers": _drivers(self.drivers),
        }
        if self.fallback is not None:
            keys["fallback"] = self.fallback
        return keys


@dataclasses.dataclass(frozen=True)
class StockAndFlow(Model):
    """Users who come and users who leave; a driver changes the odds of leaving.

    Attributes:
        acquired: the column of users who came in a month; None where it is not known.
        churned: the column of users who left in a month; None where it is not known.
        acquisition: ``"constant"`` or ``"logistic"`` where neither is known.
        drivers: by name, or a list of columns and expressions.
    """

    acquired: str | None = None
    churned: str | None = None
    acquisition: str | None = None
    drivers: Drivers = ()

    def _request(self) -> Any:
        flows = {"acquired": self.acquired, "churned": self.churned, "acquisition": self.acquisition}
        return {
            "flows": {key: value for key, value in flows.items() if value is not None},
            "drivers": _drivers(self.drivers),
        }


@dataclasses.dataclass(frozen=True)
class Auto(Model):
    """The automatic choice: a combination of benchmarks, and of a growth model with drivers where they help.

    Attributes:
        drivers: by name, or a list of columns and expressions.
        timing: what a figure measures.
    """

    drivers: Drivers = ()
    timing: str = "month-end"

    def _request(self) -> Any:
        return {"automatic": True, "mau": {"timing": self.timing}, "drivers": _drivers(self.drivers)}


@dataclasses.dataclass(frozen=True)
class Benchmark(Model):
    """A forecaster without drivers, for panels.

    Attributes:
        method: ``"naive"``, ``"seasonal-naive"``, ``"drift"``, ``"damped-trend"``, ``"ets"``, ``"theta"`` or
            ``"combination"``.
    """

    method: str = "naive"

    def _request(self) -> Any:
        return self.method

    @property
    def _alias(self) -> str:
        return self.method

    def fit(
        self, df: Any, *, time_col: str | None = None, target_col: str | None = None, id_col: str | None = None
    ) -> Any:
        """Forecasters without drivers have no fit of their own.

        Raises:
            UsageError: always.
        """
        raise UsageError("a benchmark has nothing to fit; use churnforecast.forecast(df, Benchmark(...), h=12)")


def _plain(value: Any) -> Any:
    """Scalars and arrays of numpy as Python's own."""
    if hasattr(value, "tolist"):
        return value.tolist()
    raise UsageError(f"{value!r} is no number, text or list")


@functools.cache
def _encoder() -> Any:
    """Made once: making it takes longer than writing a request."""
    import json

    return json.JSONEncoder(default=_plain)


def request(**keys: Any) -> bytes:
    """A request as the engine reads it; keys without a value are left out."""
    text: str = _encoder().encode({key: value for key, value in keys.items() if value is not None})
    return text.encode()


def levels(level: Any) -> list[Any]:
    """Coverages as a list."""
    if isinstance(level, str):
        raise UsageError(f"level is a list of coverages in percent, such as [80, 95]; {level!r} is a text")
    found = level.tolist() if hasattr(level, "tolist") else level
    return list(found) if isinstance(found, (list, tuple, set)) else [found]
