"""Cells of coverage as calendars: one a call type, a column a week, a row a day of the week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from hiperus.calls.rules.coverage import COVERED, Cell, CoverageState
from hiperus.domain.cdr import CallType
from hiperus.domain.periods import DaySpan, Month

MISSING = "missing"
BEFORE = "before"
"""Missing, but before anything was ever loaded: nobody has asked for it yet."""

AHEAD = "ahead"
"""Today and later: nothing is due yet."""

STATES = (
    *(CoverageState.LOADED, CoverageState.EMPTY, CoverageState.CLOSED),
    *(CoverageState.PARTIAL, CoverageState.FAILED, MISSING, BEFORE),
)
NOT_DUE = frozenset({BEFORE, AHEAD})
_WORST_FIRST = (
    *(CoverageState.FAILED, CoverageState.PARTIAL, MISSING),
    *(CoverageState.LOADED, CoverageState.EMPTY, CoverageState.CLOSED),
)
WEEK = 7


@dataclass(frozen=True, slots=True)
class Square:
    """One day of one call type; `calls` of the answers that are looked at."""

    day: date
    state: str
    calls: int = 0


@dataclass(frozen=True, slots=True)
class GapRun:
    """Days in a row of one call type that are in the same uncovered state."""

    call_type: CallType
    state: str
    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of one call type."""

    call_type: CallType
    squares: tuple[Square, ...]

    @property
    def rows(self) -> list[list[Square | None]]:
        """Return seven rows, Monday first; None where the first or last week has no day."""
        lead = self.squares[0].day.weekday()
        padded = [None] * lead + list(self.squares)
        padded += [None] * (-len(padded) % WEEK)
        return [list(padded[number::WEEK]) for number in range(WEEK)]

    @property
    def gaps(self) -> list[GapRun]:
        """Return the uncovered days that are due, joined where they follow one another."""
        found = []
        for state, group in groupby(self.squares, key=lambda square: square.state):
            days = [square.day for square in group]
            if state not in COVERED | NOT_DUE:
                found.append(GapRun(self.call_type, state, days[0], days[-1]))
        return found


@dataclass(frozen=True, slots=True)
class Frame:
    """What is shown of the cells.

    Attributes:
        days: the days to show.
        today: the local day; from it on nothing is due.
        since: the first day of which anything is known; None: of none.
        successes: `t`, `f` or both: which calls are looked at; of two states the worse is shown.
    """

    days: DaySpan
    today: date
    since: date | None
    successes: frozenset[str]

    def square(self, day: date, known: Mapping[str, Cell]) -> Square:
        """Return the square of a day from what is known of it."""
        states = {known[s].state if s in known else MISSING for s in self.successes}
        if day >= self.today and states <= {MISSING, CoverageState.PARTIAL}:
            return Square(day, AHEAD)
        if states == {MISSING} and (self.since is None or day < self.since):
            return Square(day, BEFORE)
        state = next(s for s in _WORST_FIRST if s in states)
        return Square(day, state, sum(cell.row_count for cell in known.values()))


def calendars(cells: Iterable[Cell], frame: Frame) -> list[Calendar]:
    """Arrange what is known of some days; a cell that was never loaded is not there."""
    by_place: dict[tuple[str, date], dict[str, Cell]] = {}
    for cell in cells:
        if cell.success in frame.successes:
            by_place.setdefault((cell.call_type, cell.day), {})[cell.success] = cell
    days = list(frame.days.days())
    return [
        Calendar(kind, tuple(frame.square(day, by_place.get((str(kind), day), {})) for day in days))
        for kind in CallType
    ]


def months_above(days: DaySpan) -> list[tuple[date, int]]:
    """Return the months over a calendar's columns, each with how many weeks begin in it."""
    monday = days.start - timedelta(days=days.start.weekday())
    weeks = [monday + timedelta(days=n) for n in range(0, (days.end - monday).days, WEEK)]
    return [
        (month.first_day, len(list(group)))
        for month, group in groupby(weeks, key=lambda week: Month.of(max(week, days.start)))
    ]


def state_counts(calendars_: Iterable[Calendar]) -> Counter[str]:
    """Count the squares by state, over all call types."""
    return Counter(square.state for calendar in calendars_ for square in calendar.squares)


def months_of(calendar: Calendar) -> dict[date, Counter[str]]:
    """Count a calendar's squares by month and state."""
    found: dict[date, Counter[str]] = {}
    for square in calendar.squares:
        found.setdefault(square.day.replace(day=1), Counter())[square.state] += 1
    return found
