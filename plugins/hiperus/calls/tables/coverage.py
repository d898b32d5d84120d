"""Reads and writes `hv_coverage`: which days of calls are here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from hiperus.calls.rules.coverage import Cell, CoverageState, next_state
from hiperus.domain.periods import DaySpan, Window
from hiperus.storage.database import Database


def read_cells(database: Database, days: DaySpan) -> list[Cell]:
    """Return what is known of some days; a cell that was never loaded is not there."""
    rows = database.fetch_all("calls/coverage/select_cells", day_from=days.start, day_to=days.end)
    return [
        Cell(
            row["day"],
            row["calltype"],
            row["success"],
            CoverageState(row["state"]),
            int(row["row_count"]),
            int(row["sum_duration"]),
            row["sum_cost"],
            row["sum_init_charge"],
            row["confirmed_at"],
        )
        for row in rows
    ]


def known_days(database: Database) -> DaySpan | None:
    """Return the days from the first to the last of which anything is known; None: of none."""
    row = database.fetch_one("calls/coverage/select_covered_days")
    if row is None or row["first_day"] is None:
        return None
    return DaySpan(row["first_day"], row["last_day"] + timedelta(days=1))


def confirm_cells(database: Database, days: DaySpan, cells: Iterable[Cell], load_id: int) -> None:
    """Write what a load proved of the cells of some days.

    A covered day is never downgraded, and a closed one stays closed.
    """
    known = read_cells(database, days)
    former = {_key(cell): cell.state for cell in known}
    database.execute_many(
        "calls/coverage/upsert_cell",
        [
            {
                "day": cell.day,
                "calltype": cell.call_type,
                "success": cell.success,
                "state": str(state),
                "row_count": cell.row_count,
                "sum_duration": cell.sum_duration,
                "sum_cost": cell.sum_cost,
                "sum_init_charge": cell.sum_init_charge,
                "load_id": load_id,
                "confirmed_at": cell.confirmed_at,
            }
            for cell in cells
            if (state := next_state(former.get(_key(cell)), cell.state))
        ],
    )


def record_failed_cells(
    database: Database, window: Window, asked: Iterable[bool], load_id: int, now: int
) -> None:
    """Say that loading a window failed; covered days stay covered."""
    database.execute_many(
        "calls/coverage/upsert_failed_cell",
        [
            {
                "day": day,
                "calltype": str(window.call_type),
                "success": "t" if success else "f",
                "load_id": load_id,
                "now": now,
            }
            for success in asked
            for day in window.days.days()
        ],
    )


def _key(cell: Cell) -> tuple[date, str, str]:
    return cell.day, cell.call_type, cell.success


def has_closed_day(cells: Iterable[Cell]) -> bool:
    """Tell whether the month of one of the days has been invoiced."""
    return any(cell.state is CoverageState.CLOSED for cell in cells)
