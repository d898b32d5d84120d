"""Facts of a failed load, for its alert: the window, the rows that came, the state before it."""

from __future__ import annotations

from decimal import Decimal

from hiperus.calls.rules.coverage import COVERED
from hiperus.calls.tables.coverage import read_cells
from hiperus.calls.tables.status import last_failed_load
from hiperus.domain.periods import DaySpan
from hiperus.storage.database import Database, Record
from hiperus.storage.ledger import RunOrigin

_SUCCESSES = {"yes": ("t",), "no": ("f",)}
_BOTH = ("t", "f")


def failed_load_facts(database: Database, origin: RunOrigin) -> dict[str, str]:
    """Return the facts that an alert tells of a task's last failed load.

    Args:
        database: the LMS.
        origin: the task that failed.

    Returns:
        Facts by name; none where the task left no failed load in `hv_load`.
    """
    load = last_failed_load(database, origin)
    if load is None:
        return {}
    if load["window_from"] is None:
        return {"category": str(load["category"])}
    came = f"{load['rows_fetched']}; none of them was kept"
    return {
        "window": _named(load),
        "rows before it failed": came,
        "loaded before": _standing(database, load),
    }


def _named(load: Record) -> str:
    account = f", account {load['account_id']}" if load["account_id"] is not None else ""
    days = DaySpan(load["window_from"], load["window_to"])
    return f"{days} {load['calltype']}, successful: {load['success']}{account}"


def _standing(database: Database, load: Record) -> str:
    """Return how the window stands in LMS by earlier loads; sums in seconds and PLN net."""
    days = DaySpan(load["window_from"], load["window_to"])
    successes = _SUCCESSES.get(str(load["success"]), _BOTH)
    cells = [
        cell
        for cell in read_cells(database, days)
        if cell.call_type == load["calltype"]
        and cell.success in successes
        and cell.state in COVERED
    ]
    calls = sum(cell.row_count for cell in cells)
    duration = sum(cell.sum_duration for cell in cells)
    cost = sum((cell.sum_cost for cell in cells), Decimal(0))
    loaded = f"{len(cells)} of {days.length * len(successes)} (day x success)"
    return f"{loaded}; {calls} calls, {duration} s, {cost} PLN net"
