"""Counts and sums around one load of calls. Durations are seconds, amounts PLN net."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hiperus.domain.periods import DaySpan


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts and sums of some calls."""

    calls: int = 0
    duration: int = 0
    cost: Decimal = Decimal(0)
    init_charge: Decimal = Decimal(0)

    def __add__(self, other: Totals) -> Totals:
        return Totals(
            self.calls + other.calls,
            self.duration + other.duration,
            self.cost + other.cost,
            self.init_charge + other.init_charge,
        )

    @property
    def described(self) -> str:
        return (
            f"{self.calls} calls with {self.duration} s, cost {self.cost} and init charge "
            f"{self.init_charge}"
        )


@dataclass(frozen=True, slots=True)
class AnswerDay:
    """What the answer held of one local day; the times are wall times, the ids a range."""

    day: date
    totals: Totals
    first_call: str
    last_call: str
    first_id: int
    last_id: int


@dataclass(frozen=True, slots=True)
class AnswerTotals:
    """What the answer held: sums inside the window, calls outside, first and last start."""

    inside: Totals
    outside: int
    first_call: str | None
    last_call: str | None

    @classmethod
    def of(cls, found: Iterable[AnswerDay], days: DaySpan) -> AnswerTotals:
        """Sum up what lies inside of the days of a window."""
        found = list(found)
        inside = [day for day in found if days.start <= day.day < days.end]
        totals = sum((day.totals for day in inside), Totals())
        return cls(
            totals,
            sum(day.totals.calls for day in found) - totals.calls,
            min((day.first_call for day in inside), default=None),
            max((day.last_call for day in inside), default=None),
        )


@dataclass(frozen=True, slots=True)
class StoredDay:
    """What is stored for the calls of the answer: one local day x success ('t' or 'f').

    Attributes:
        lasting: calls longer than 0 s.
    """

    day: date
    success: str
    totals: Totals
    lasting: int


@dataclass(frozen=True, slots=True)
class MergeCounts:
    """What came and what became of it, in different calls."""

    received: int = 0
    distinct: int = 0
    quarantined: int = 0
    repaired: int = 0
    in_both: int = 0
    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    restored: int = 0
    removed: int = 0
    missing: int = 0
    unlinked: int = 0
