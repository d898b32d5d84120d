"""What tests of loading calls share: a window, the load with defaults, and a look at tables."""

from __future__ import annotations

from datetime import date

from hiperus.calls.load import load_window
from hiperus.calls.rules.loading import LoadOptions, WindowSummary
from hiperus.domain.cdr import CallType
from hiperus.domain.periods import DaySpan, Month, Window
from hiperus.storage.database import Database, Record
from hiperus.storage.statements import Dialect
from tests.support.fake_billing import FakeBilling
from tests.support.runs import a_run

MARCH = Window(Month(2026, 3).days, CallType.OUTGOING)
LATER = 1_780_000_000
"""In May 2026: every day of March is over."""


def a_window(first: str, last: str, call_type: CallType = CallType.OUTGOING) -> Window:
    """Return a window from its first and last day."""
    end = date.fromordinal(date.fromisoformat(last).toordinal() + 1)
    return Window(DaySpan(date.fromisoformat(first), end), call_type)


def load(
    database: Database,
    platform: FakeBilling,
    window: Window = MARCH,
    now: int = LATER,
    **options: object,
) -> WindowSummary:
    """Load a window; options as in `LoadOptions`."""
    wanted = LoadOptions(**options)  # type: ignore[arg-type]
    return load_window(a_run(database, now), platform, window, wanted)


def rows(database: Database, text: str) -> list[Record]:
    """Return the rows of a query."""
    return database.fetch_text(text)


def values(database: Database, text: str) -> list[object]:
    """Return the first column of a query."""
    return [next(iter(row.values())) for row in rows(database, text)]


def calls(database: Database) -> list[Record]:
    """Return all stored calls, by id."""
    return rows(database, "SELECT * FROM hv_billing ORDER BY id")


def versions(database: Database) -> list[Record]:
    """Return what tells whether a row was written: PostgreSQL's own marks, or its content."""
    if database.dialect is Dialect.POSTGRES:
        return rows(
            database, "SELECT id, xmin::text AS x, ctid::text AS c FROM hv_billing ORDER BY id"
        )
    return calls(database)


def a_terminal(  # noqa: PLR0913, PLR0917
    database: Database,
    terminal_id: int,
    account_id: int,
    name: str = "term00001",
    valid_from: int = 0,
    valid_to: int | None = None,
    listed: str = "t",
) -> None:
    """Write one state of a terminal's history."""
    database.execute_text(
        "INSERT INTO hv_terminal_history (terminal_id, account_id, name, valid_from, valid_to, "
        "listed) VALUES (%(t)s, %(a)s, %(n)s, %(f)s, %(u)s, %(l)s)",
        {"t": terminal_id, "a": account_id, "n": name, "f": valid_from, "u": valid_to, "l": listed},
    )


def an_account(  # noqa: PLR0913, PLR0917
    database: Database,
    account_id: int,
    customer_id: int | None = 17,
    name: str = "Świętosława Gęś",
    valid_from: int = 0,
    valid_to: int | None = None,
) -> None:
    """Write one state of an account's history."""
    database.execute_text(
        "INSERT INTO hv_account_history (account_id, customer_id, name, valid_from, valid_to) "
        "VALUES (%(a)s, %(c)s, %(n)s, %(f)s, %(u)s)",
        {"a": account_id, "c": customer_id, "n": name, "f": valid_from, "u": valid_to},
    )
