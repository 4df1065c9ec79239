"""Answers of the engine: text for people, JSON for programs, HTML for notebooks."""

from __future__ import annotations

from typing import Any, Callable

__all__ = ["Answer", "framed"]


def framed(page: str) -> str:
    """A whole page inside a notebook's cell."""
    import html

    return (
        f'<iframe srcdoc="{html.escape(page, quote=True)}" style="width:100%;height:640px;border:0" '
        'title="churn-forecast report"></iframe>'
    )


class Answer:
    """An answer: ``print`` shows the table that the command prints, :attr:`data` is its JSON."""

    def __init__(self, ask: Callable[[str], str]) -> None:
        self._ask = ask
        self._texts: dict[str, str] = {}

    def _text(self, format: str) -> str:
        if format not in self._texts:
            self._texts[format] = self._ask(format)
        return self._texts[format]

    def __getstate__(self) -> dict[str, Any]:
        for format in ("table", "csv", "json"):
            self._text(format)
        return {**self.__dict__, "_ask": None}

    @property
    def data(self) -> dict[str, Any]:
        """The JSON of the command: keys and units as in ``--format json``."""
        import json

        data: dict[str, Any] = json.loads(self._text("json"))
        return data

    @property
    def csv(self) -> str:
        """The CSV of the command."""
        return self._text("csv")

    def __str__(self) -> str:
        return self._text("table")

    def __repr__(self) -> str:
        return self._text("table")

    def _repr_html_(self) -> str:
        import html

        return f"<pre>{html.escape(str(self))}</pre>"
