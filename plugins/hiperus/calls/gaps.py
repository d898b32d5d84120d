"""Which days of calls are not here yet: for gates, and for a backfill that goes on at a gap."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from hiperus.calls.rules.coverage import COVERED
from hiperus.calls.tables.coverage import read_cells
from hiperus.domain.cdr import CallType
from hiperus.domain.periods import DaySpan, Window
from hiperus.domain.wording import listed
from hiperus.errors import ChunkBeforeOpenError
from hiperus.storage.database import Database

NEVER_LOADED = "never loaded"
BOTH = (True, False)
_SHOWN = 3


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """A day whose calls of one type and success are not covered; `state` says what they are."""

    day: date
    call_type: CallType
    success: bool
    state: str

    def __str__(self) -> str:
        """As `2026-10-31 outgoing (partial)`; failed calls are said so."""
        kind = "" if self.success else " failed calls"
        return f"{self.day} {self.call_type}{kind} ({self.state})"


def missing_days(
    database: Database,
    days: DaySpan,
    call_types: Collection[CallType] = tuple(CallType),
    successes: Collection[bool] = BOTH,
) -> list[Gap]:
    """Return the gaps of a period, day by day.

    A gate asks for `successes=(True,)`: failed calls are wanted and reported, not required.
    """
    cells = {(c.day, c.call_type, c.success): c.state for c in read_cells(database, days)}
    gaps = []
    for day in days.days():
        for call_type in call_types:
            for success in successes:
                key = (day, str(call_type), "t" if success else "f")
                state = cells.get(key, NEVER_LOADED)
                if state not in COVERED:
                    gaps.append(Gap(day, call_type, success, state))
    return gaps


def grouped(gaps: Iterable[Gap]) -> list[tuple[DaySpan, tuple[CallType, ...]]]:
    """Return the days of gaps that lack the same types, those that follow each other as one."""
    types_of: dict[date, set[CallType]] = {}
    for gap in gaps:
        types_of.setdefault(gap.day, set()).add(gap.call_type)
    days_of: dict[tuple[CallType, ...], list[date]] = {}
    for day, found in sorted(types_of.items()):
        days_of.setdefault(tuple(t for t in CallType if t in found), []).append(day)
    return [(span, types) for types, days in days_of.items() for span in _spans(days)]


def summed_up(gaps: Iterable[Gap]) -> list[str]:
    """Say gaps compactly, by days and types, such as `2026-10-03..2026-10-05 outgoing`."""
    return [
        f"{span} {'all types' if types == tuple(CallType) else ', '.join(types)}"
        for span, types in grouped(gaps)
    ]


def _spans(days: Iterable[date]) -> list[DaySpan]:
    """Put days (in order) that follow each other together."""
    spans: list[DaySpan] = []
    for day in days:
        start = spans.pop().start if spans and spans[-1].end == day else day
        spans.append(DaySpan(start, day + timedelta(days=1)))
    return spans


def open_windows(
    database: Database, windows: Iterable[Window], successes: Collection[bool] = BOTH
) -> list[Window]:
    """Return those windows that have a gap: what a stopped backfill still has to load."""
    return [w for w in windows if missing_days(database, w.days, (w.call_type,), successes)]


def require_covered(database: Database, days: DaySpan) -> None:
    """Let a backfill go on only when the half-year that it loaded before is whole.

    Raises:
        ChunkBeforeOpenError: names the first gaps.
    """
    gaps = missing_days(database, days)
    if not gaps:
        return
    raise ChunkBeforeOpenError(
        f"The half-year {days}, which this backfill loads before, is not whole: "
        f"{listed(gaps, _SHOWN)}. Clear the failed windows of its run first, then this "
        "run: it goes on from there."
    )
