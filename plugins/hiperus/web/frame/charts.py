"""Figures for Plotly as plain dicts, each with its numbers as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

Trace = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column: its heading, and whether it holds numbers (set right)."""

    name: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table ready to be shown: every cell is a text, formatted already.

    `total` is the last line; `sums` stand before it, each of a part of the rows.
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    total: Sequence[str] | None = None
    sums: Sequence[Sequence[str]] = ()

    @property
    def feet(self) -> list[Sequence[str]]:
        """The lines below the rows."""
        return [*self.sums, *([self.total] if self.total else [])]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: what Plotly draws, and the same numbers for those who read.

    A trace's colour is a role that the script turns into a colour of the theme: `brand`, `alt`,
    `ghost`, `good`, `bad`, `warn`, `muted`. `layout` holds what differs from the script's own.
    """

    id: str
    title: str
    traces: Sequence[Trace]
    table: Table
    layout: dict[str, Any] = field(default_factory=dict)

    @property
    def figure(self) -> dict[str, Any]:
        """What the script draws."""
        return {"traces": list(self.traces), "layout": self.layout}


def bars(name: str, x: Sequence[Any], y: Sequence[Any], color: str = "brand", **more: Any) -> Trace:
    """Return a trace of bars; numbers become floats, which is exact enough for pixels."""
    return {"type": "bar", "name": name, "x": _axis(x), "y": _axis(y), "color": color, **more}


def line(name: str, x: Sequence[Any], y: Sequence[Any], color: str = "brand", **more: Any) -> Trace:
    """Return a trace of a line; `dash="dot"` for a ghost line."""
    dash = more.pop("dash", "solid")
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": _axis(x),
        "y": _axis(y),
        "color": color,
        "dash": dash,
        **more,
    }


def _axis(values: Sequence[Any]) -> list[Any]:
    return [_plain(value) for value in values]


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else float(value)


def plotly_file() -> Path:
    """Return where the Python package keeps plotly.min.js, without importing the package."""
    spec = find_spec("plotly")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("The Python package plotly is missing; run: make install")
    return Path(spec.origin).parent / "package_data" / "plotly.min.js"


def plotly_version() -> str:
    """Return the version in the script's address, so that browsers may keep it for good."""
    return version("plotly")
