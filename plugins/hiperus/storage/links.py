"""Reads the histories that calls are linked by, and hands the links found to the database."""

from __future__ import annotations

from collections.abc import Iterable

from hiperus.domain.cdr import CdrRow
from hiperus.domain.links import FOREVER, AccountState, Caller, Directory, LinkSpan, TerminalState
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
        TerminalState(
            r["terminal_id"], r["account_id"], r["name"], r["valid_from"], r["valid_to"] or FOREVER
        )
        for r in database.fetch_all("links/select_terminal_states")
    ]
    accounts = [
        AccountState(
            r["account_id"],
            r["name"] or "",
            r["customer_id"] or 0,
            r["valid_from"],
            r["valid_to"] or FOREVER,
        )
        for r in database.fetch_all("links/select_account_states")
    ]
    return Directory(terminals, accounts)


def caller_of(record: Record) -> Caller:
    """Read a caller from a row; MySQL gives texts of the staging table as bytes."""
    return Caller(
        _text(record["terminal_name"]), record["ext_billing_id"], _text(record["customer_name"])
    )


def offer_links(database: Database, directory: Directory, callers: Iterable[Caller]) -> None:
    """Fill the working table `hv_cdr_caller` with the links of some callers over all time."""
    rows = [_row(span) for caller in callers for span in directory.spans(caller)]
    batches = (rows[n : n + _ROWS_A_BATCH] for n in range(0, len(rows), _ROWS_A_BATCH))
    copy_rows(database, "hv_cdr_caller", _COLUMNS, batches)


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
