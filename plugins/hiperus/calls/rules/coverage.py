"""Whether the calls of a day are here: one cell per day x call type x success."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from hiperus.calls.rules.counts import StoredDay, Totals
from hiperus.domain.periods import Window, local_midnight

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


def covered_cells(
    window: Window, stored: Sequence[StoredDay], asked_at: Mapping[bool, int]
) -> list[Cell]:
    """Return what complete, unfiltered answers prove of each day of the window.

    Args:
        window: what was asked for.
        stored: what is stored for the calls of the answers.
        asked_at: when the first request of each answer began, in epoch seconds.
    """
    by_cell = {(day.day, day.success): day.totals for day in stored}
    cells = []
    for is_success, instant in asked_at.items():
        success = "t" if is_success else "f"
        for day in window.days.days():
            totals = by_cell.get((day, success), Totals())
            cells.append(
                Cell(
                    day,
                    str(window.call_type),
                    success,
                    state_of(day, totals.calls, instant),
                    totals.calls,
                    totals.duration,
                    totals.cost,
                    totals.init_charge,
                    instant,
                )
            )
    return cells
