"""Churn forecasting: users, what drives them away, and what it costs.

The engine is that of the command ``churn-forecast``, which comes with this package; see the tours in
``notebooks-docs``. Users are counted in users, effects in growth a month (0.01 is one percent), months by any of their days.
"""

from __future__ import annotations

from ._command import run as command
from ._errors import ChurnForecastError, DataError, EngineError, InputNotFoundError, OutputError, UsageError
from ._fit import Backtest, Fit, Forecast, backtest
from ._library import call as _call
from ._model import Auto, Benchmark, Driver, Model, NetGrowth, StockAndFlow
from ._panel import PanelForecast, PooledEffect, forecast
from ._past import Impact, LookBack, Retention, impact, lookback, retention
from ._scenario import Scenario, ScenarioRun
from ._signals import Signals, inspect, negativity, outages
from ._text import Answer

__all__ = [
    "Answer",
    "Auto",
    "Backtest",
    "Benchmark",
    "ChurnForecastError",
    "DataError",
    "Driver",
    "EngineError",
    "Fit",
    "Forecast",
    "Impact",
    "InputNotFoundError",
    "LookBack",
    "Model",
    "NetGrowth",
    "OutputError",
    "PanelForecast",
    "PooledEffect",
    "Retention",
    "Scenario",
    "ScenarioRun",
    "Signals",
    "StockAndFlow",
    "UsageError",
    "backtest",
    "command",
    "forecast",
    "impact",
    "inspect",
    "lookback",
    "negativity",
    "outages",
    "retention",
    "version",
]


def version() -> str:
    """The version of the engine."""
    return _call("cf_version")
