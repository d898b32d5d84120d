"""Reads the accounts, terminals, numbers and counts that LMS holds, and priced calls unbilled."""

from __future__ import annotations

from hiperus.domain.periods import DaySpan
from hiperus.storage.database import Database, Record


def accounts(database: Database) -> list[Record]:
    """Return all accounts with how their LMS customer stands (`customer_state`)."""
    return database.fetch_all("reconcile/stored/select_accounts")


def terminals(database: Database) -> list[Record]:
    """Return all terminals with their account, and whether that is missing (`is_orphan`)."""
    return database.fetch_all("reconcile/stored/select_terminals")


def numbers(database: Database) -> list[Record]:
    """Return all numbers with their account, and whether that is missing (`is_orphan`)."""
    return database.fetch_all("reconcile/stored/select_numbers")


def count_calls(database: Database, account_id: int, days: DaySpan) -> dict[str, int]:
    """Return how many successful calls of an account are stored, by call type."""
    rows = database.fetch_all(
        "reconcile/stored/count_calls",
        account_id=account_id,
        start_text=str(days.start),
        until_text=str(days.end),
    )
    return {row["calltype"]: int(row["calls"]) for row in rows}


def leaks(database: Database, days: DaySpan) -> list[Record]:
    """Return what is priced and on no invoice, by account, reason and month: calls and PLN net."""
    return database.fetch_all(
        "reconcile/stored/select_leaks", start_text=str(days.start), until_text=str(days.end)
    )
