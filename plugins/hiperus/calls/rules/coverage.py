"""Whether the calls of a day are here: one cell per day x call type x success."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from hiperus.domain.periods import local_midnight

LOADED, EMPTY, PARTIAL, FAILED, CLOSED = "loaded", "empty", "partial", "failed", "closed"
COVERED = frozenset({LOADED, EMPTY, CLOSED})
"""States that a gate accepts."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of one day of one call type and success; sums in seconds and PLN net.

    `confirmed_at`: when the answer was asked for, in epoch seconds.
    """

    day: date
    call_type: str
    success: str
    state: str
    row_count: int = 0
    sum_duration: int = 0
    sum_cost: Decimal = Decimal(0)
    sum_init_charge: Decimal = Decimal(0)
    confirmed_at: int = 0


def state_of(day: date, row_count: int, asked_at: int) -> str:
    """Return what a complete, unfiltered answer proves about a day.

    Args:
        day: the local day.
        row_count: its calls in the answer.
        asked_at: epoch second at which the first request began.
    """
    if asked_at < local_midnight(day + timedelta(days=1)):
        return PARTIAL
    return LOADED if row_count else EMPTY


def is_taken_over(former: str | None, state: str) -> bool:
    """Tell whether a new state replaces the former one: a covered day is never downgraded."""
    return state in COVERED or former not in COVERED
