"""Writes `hv_load`: one row for every attempt to load one window of one category."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from hiperus.domain.states import LOAD_STEPS, LoadStatus, require_step
from hiperus.errors import HiperusError
from hiperus.storage.database import Database, Record

_UNEXPECTED = "An unexpected error; the task's log has its trace."
LONGEST_WINDOW = timedelta(days=32)
"""A window is a calendar month at most."""


@dataclass(frozen=True, slots=True)
class RunOrigin:
    """Which run of which DAG did something; all empty outside Airflow."""

    dag_id: str | None = None
    run_id: str | None = None
    task_id: str | None = None
    map_index: int | None = None
    try_number: int | None = None


@dataclass(frozen=True, slots=True)
class Load:
    """A row of `hv_load`. Instants are epoch seconds, the window is half-open in local days.

    `category` is `cdr` or one of the import's categories; `success` is `all`, `yes` or `no`; sums
    are in seconds and PLN net.
    """

    category: str
    status: LoadStatus
    started_at: int
    finished_at: int
    window_from: date | None = None
    window_to: date | None = None
    calltype: str | None = None
    success: str | None = None
    account_id: int | None = None
    full_refresh: str = "f"
    rows_fetched: int = 0
    rows_distinct: int = 0
    rows_inserted: int = 0
    rows_updated: int = 0
    rows_unchanged: int = 0
    rows_deleted: int = 0
    rows_quarantined: int = 0
    rows_repaired: int = 0
    rows_vanished: int = 0
    rows_restored: int = 0
    rows_outside: int = 0
    rows_unlinked: int = 0
    sum_duration: int = 0
    sum_cost: Decimal = Decimal(0)
    sum_init_charge: Decimal = Decimal(0)
    first_call: str | None = None
    last_call: str | None = None
    error_class: str | None = None
    error_message: str | None = None


def failed_with(load: Load, error: Exception) -> Load:
    """Return the row of an attempt that an error ended; only our own errors are quoted."""
    # Another error's words may hold what must not be seen.
    message = str(error) if isinstance(error, HiperusError) else _UNEXPECTED
    return replace(load, error_class=type(error).__name__, error_message=message)


def reserve_load(database: Database, load: Load, origin: RunOrigin) -> int:
    """Insert the row and return its id, so that what is written after it can name it."""
    return database.insert("ledger/insert_load", **_columns(load), **asdict(origin))


def complete_load(database: Database, load_id: int, load: Load) -> None:
    """Fill in the row with the final counts; in the same transaction as the data."""
    require_step(LOAD_STEPS, LoadStatus.LOADED, load.status)
    database.execute("ledger/update_load", id=load_id, **_columns(load))


def _columns(load: Load) -> dict[str, object]:
    return {**asdict(load), "status": str(load.status)}


def loads_of_day(database: Database, day: date, call_type: str, most: int = 5) -> list[Record]:
    """Return the attempts to load the calls of a day, the newest first."""
    return database.fetch_all(
        "ledger/select_loads_of_day",
        day=day,
        window_after=day - LONGEST_WINDOW,
        calltype=call_type,
        most=most,
    )
