"""Whether the calls of a day are here: one cell per day x call type x success."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from hiperus.calls.rules.counts import StoredDay, Totals
from hiperus.domain.periods import Window, local_midnight


class CoverageState(StrEnum):
    """What is known of a cell, as `hv_coverage.state` holds it.

    `loaded` and `empty` came from a complete answer that was asked for after the day's end,
    `partial` from one before it; `closed` was covered when its month was invoiced.
    """

    LOADED = "loaded"
    EMPTY = "empty"
    PARTIAL = "partial"
    FAILED = "failed"
    CLOSED = "closed"


COVERED = frozenset({CoverageState.LOADED, CoverageState.EMPTY, CoverageState.CLOSED})
"""States that a gate accepts."""

_OPEN = frozenset(
    {CoverageState.LOADED, CoverageState.EMPTY, CoverageState.PARTIAL, CoverageState.FAILED}
)

COVERAGE_STEPS: Mapping[CoverageState | None, frozenset[CoverageState]] = {
    None: _OPEN,
    CoverageState.FAILED: _OPEN,
    CoverageState.PARTIAL: _OPEN,
    CoverageState.LOADED: COVERED,
    CoverageState.EMPTY: COVERED,
    CoverageState.CLOSED: frozenset({CoverageState.CLOSED}),
}
"""The states that may follow each; None: the cell is not there yet.

A covered day is never downgraded, and a closed one stays closed. The statements that set a state
keep to this too, against what others write at the same moment: `calls/coverage/upsert_cell`,
`calls/coverage/upsert_failed_cell`, `invoices/invoices/update_coverage_closed`.
"""


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of one day of one call type and success; sums in seconds and PLN net.

    `confirmed_at`: when the answer was asked for, in epoch seconds.
    """

    day: date
    call_type: str
    success: str
    state: CoverageState
    row_count: int = 0
    sum_duration: int = 0
    sum_cost: Decimal = Decimal(0)
    sum_init_charge: Decimal = Decimal(0)
    confirmed_at: int = 0


def state_of(day: date, row_count: int, asked_at: int) -> CoverageState:
    """Return what a complete, unfiltered answer proves about a day.

    Args:
        day: the local day.
        row_count: its calls in the answer.
        asked_at: epoch second at which the first request began.
    """
    if asked_at < local_midnight(day + timedelta(days=1)):
        return CoverageState.PARTIAL
    return CoverageState.LOADED if row_count else CoverageState.EMPTY


def next_state(former: CoverageState | None, state: CoverageState) -> CoverageState | None:
    """Return what a cell is after an answer proved `state`; None: it stays with all its figures.

    A closed cell takes over the figures of a covering answer, and stays closed.
    """
    if former is CoverageState.CLOSED and state in COVERED:
        return CoverageState.CLOSED
    return state if state in COVERAGE_STEPS[former] else None


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
