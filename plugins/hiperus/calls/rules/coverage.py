"""Whether the calls of a day are here: one cell per day x call type x success."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from hiperus.domain.periods import local_midnight


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
keep to this too, against what others write at the same moment: `coverage/upsert_cell`,
`coverage/upsert_failed_cell`, `invoices/update_coverage_closed`.
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
