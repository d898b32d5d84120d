"""Judges whether an answer came implausibly short against what is stored.

A whole window that held calls and came empty is never taken over by itself. A day is judged only
where it held enough calls: below that its missing calls are marked as vanished, and told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

FEWEST_TO_JUDGE = 20
"""Calls from which on a day, or one type of it, is judged; below, a single call that vanished would
already look like half of them."""

_PERCENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class DayCount:
    """One day of one call type.

    Attributes:
        day: the local day.
        stored: calls of the type that are stored and have not vanished.
        answered: calls of the type in the answer.
        others: calls of the other types, as their last complete answers had them.
    """

    day: date
    stored: int
    answered: int
    others: int = 0


def implausible_days(counts: Iterable[DayCount], limit: Decimal) -> list[DayCount]:
    """Return the days with enough calls that came empty, or shorter than `limit` percent.

    A day is judged over all types, and a type by itself where it has enough calls.
    """
    return [count for count in counts if _is_implausible(count, limit)]


def _is_implausible(count: DayCount, limit: Decimal) -> bool:
    before, now = count.stored + count.others, count.answered + count.others
    if before >= FEWEST_TO_JUDGE and _is_short(now, before, limit):
        return True
    return count.stored >= FEWEST_TO_JUDGE and _is_short(count.answered, count.stored, limit)


def _is_short(now: int, before: int, limit: Decimal) -> bool:
    return now < before and (now == 0 or now < before * limit / _PERCENT)
