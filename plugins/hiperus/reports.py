"""The look of every report that a run leaves for people: one page from one template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

if TYPE_CHECKING:
    import pandas as pd

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table of a report; a value None is an empty cell, `heading` may be empty."""

    columns: tuple[str, ...]
    rows: Sequence[Sequence[object]]
    heading: str = ""

    @classmethod
    def of(cls, frame: pd.DataFrame, heading: str = "") -> ReportTable:
        """Show all rows and columns of a frame, as they are."""
        return cls(tuple(frame.columns), list(frame.itertuples(index=False, name=None)), heading)


@dataclass(frozen=True, slots=True)
class Report:
    """What a report shows, from top to bottom.

    Attributes:
        title: the browser's tab.
        heading: the first line.
        summary: one sentence, or empty.
        figures: names and values, in the order they are shown.
        tables: in the order they are shown.
        language: of its texts, as HTML names it.
    """

    title: str
    heading: str
    summary: str = ""
    figures: Mapping[str, object] = field(default_factory=dict)
    tables: Sequence[ReportTable] = ()
    language: str = "en"

    def html(self) -> str:
        """Return it as a page that needs no other file; every text is escaped."""
        return _environment().get_template("report.html").render(report=self)


def frame_of(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> pd.DataFrame:
    """Return rows as a frame that keeps every value as it is, for a page and for CSV."""
    import pandas as pd  # noqa: PLC0415 -- 0.5 s that only a report should cost

    return pd.DataFrame(list(rows), columns=list(columns), dtype=object)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
