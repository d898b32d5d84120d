"""Reads the histories that calls are linked by, and hands the links found to the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from hiperus.calls.rules.links import (
    FOREVER,
    AccountSpan,
    Caller,
    Directory,
    LinkSpan,
    TerminalSpan,
)
from hiperus.domain.cdr import CdrRow
from hiperus.errors import StorageError
from hiperus.storage.bulk import copy_rows
from hiperus.storage.database import Database, Record

_COLUMNS = (
    "terminal_name",
    "ext_billing_id",
    "customer_name",
    "valid_from",
    "valid_to",
    "terminal_id",
    "account_id",
    "customer_id",
    "rule",
)
_ROWS_A_BATCH = 10_000


def read_directory(database: Database) -> Directory:
    """Read all listed states of terminals and accounts."""
    terminals = [
        TerminalSpan(
            r["terminal_id"], r["account_id"], r["name"], r["valid_from"], r["valid_to"] or FOREVER
        )
        for r in database.fetch_all("calls/links/select_terminal_states")
    ]
    accounts = [
        AccountSpan(
            r["account_id"],
            r["name"] or "",
            r["customer_id"] or 0,
            r["valid_from"],
            r["valid_to"] or FOREVER,
        )
        for r in database.fetch_all("calls/links/select_account_states")
    ]
    return Directory(terminals, accounts)


@contextmanager
def find_links(database: Database) -> Iterator[int]:
    """Find links of open calls in working tables; yields how many calls have another one now."""
    database.execute("calls/links/drop_tables")
    try:
        database.execute("calls/links/create_callers")
        database.execute("calls/links/create_found")
        directory = read_directory(database)
        callers = map(_caller_of, database.fetch_all("calls/links/select_open_callers"))
        rows = [_row(span) for caller in callers for span in directory.spans(caller)]
        batches = (rows[n : n + _ROWS_A_BATCH] for n in range(0, len(rows), _ROWS_A_BATCH))
        copy_rows(database, "hv_cdr_caller", _COLUMNS, batches)
        yield database.execute("calls/links/insert_found")
    finally:
        # A lost connection has removed them already.
        with suppress(StorageError):
            database.execute("calls/links/drop_tables")


def write_links(database: Database, load_id: int) -> None:
    """Write the links that `find_links` found; inside its block and a transaction."""
    database.execute("calls/links/update_links", load_id=load_id)
    database.execute("calls/links/update_accounts")


def count_found(database: Database) -> int:
    """Return how many calls `find_links` found an account for; inside its block."""
    return int(database.fetch_value("calls/links/count_found"))


def found_by_month(database: Database) -> list[Record]:
    """Return calls and price (PLN net) of what `find_links` found, by month; inside its block."""
    return database.fetch_all("calls/links/select_found_sums")


def count_open(database: Database) -> int:
    """Return how many calls belong to no account."""
    return int(database.fetch_value("calls/links/count_open"))


def _caller_of(record: Record) -> Caller:
    """Read a caller from a row; MySQL gives the texts as bytes."""
    return Caller(
        _text(record["terminal_name"]), record["ext_billing_id"], _text(record["customer_name"])
    )


def _row(span: LinkSpan) -> CdrRow:
    caller, link = span.caller, span.link
    values = (
        caller.terminal_name,
        caller.ext_billing_id,
        caller.customer_name,
        span.valid_from,
        span.valid_to,
        link.terminal_id,
        link.account_id,
        link.customer_id,
        link.rule,
    )
    return tuple(None if value is None else str(value).encode() for value in values)


def _text(value: str | bytes | bytearray) -> str:
    return value if isinstance(value, str) else value.decode()
