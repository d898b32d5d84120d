"""Reads the facts that guards of a change ask of LMS: accounts, terminals, numbers, places."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from hiperus.storage.database import Database, Record

_EVERYTHING = "0000-00"


@dataclass(frozen=True, slots=True)
class UnbilledCalls:
    """Calls with a cost that no invoice has; the sum is PLN net."""

    calls: int
    cost: Decimal


def has_customer(database: Database, customer_id: int) -> bool:
    """Tell whether LMS has this customer, not deleted."""
    row = database.fetch_one("changes/lookups/select_customer", id=customer_id)
    return row is not None and not row["deleted"]


def accounts_of_customer(database: Database, customer_id: int) -> list[int]:
    """Return the accounts linked to a customer."""
    rows = database.fetch_all(
        "changes/lookups/select_accounts_of_customer", customer_id=customer_id
    )
    return [int(row["id"]) for row in rows]


def foreign_accounts(database: Database) -> list[tuple[int, int]]:
    """Return accounts linked to customers that this LMS does not have, with those customers."""
    rows = database.fetch_all("changes/lookups/select_foreign_accounts")
    return [(int(row["id"]), int(row["ext_billing_id"])) for row in rows]


def account(database: Database, account_id: int) -> Record | None:
    """Return an account's id and name, as LMS holds them."""
    return database.fetch_one("changes/lookups/select_account", id=account_id)


def terminal(database: Database, terminal_id: int) -> Record | None:
    """Return a terminal's id, account and name, as LMS holds them."""
    return database.fetch_one("changes/lookups/select_terminal", id=terminal_id)


def number(database: Database, number_id: int) -> Record | None:
    """Return a number's id, account and digits, as LMS holds them."""
    return database.fetch_one("changes/lookups/select_number", id=number_id)


def terminal_names(database: Database, account_id: int) -> dict[int, str]:
    """Return the names of an account's terminals by id."""
    rows = database.fetch_all("changes/lookups/select_terminal_names", account_id=account_id)
    return {int(row["id"]): row["username"] or "" for row in rows}


def terminals_named(database: Database, username: str) -> list[int]:
    """Return the terminals of this name, of whatever account."""
    rows = database.fetch_all("changes/lookups/select_terminals_named", username=username)
    return [int(row["id"]) for row in rows]


def number_owners(database: Database, extension: str) -> list[int]:
    """Return the accounts that have a number (with its country code)."""
    rows = database.fetch_all(
        "changes/lookups/select_number_owner", extension=extension, extension_number=int(extension)
    )
    return sorted({int(row["customerid"]) for row in rows})


def knows(database: Database, what: str, identity: int) -> bool | None:
    """Tell whether LMS lists an id; None where it lists nothing of the kind.

    Args:
        database: the LMS.
        what: `price_lists`, `subscriptions` or `locations`.
        identity: the platform's id.
    """
    row = database.fetch_one(f"changes/lookups/select_{what}", id=identity)
    if row is None or not row["known"]:
        return None
    return bool(row["matching"])


def places(database: Database, province: str, county: str, borough: str) -> list[int]:
    """Return the emergency locations of these names, compared without case.

    Not by the database: what is a capital letter there depends on its locale.
    """
    wanted = [_folded(name) for name in (province, county, borough)]
    return [
        int(row["id"])
        for row in database.fetch_all("changes/lookups/select_places")
        if [_folded(row[name]) for name in ("province", "county", "borough")] == wanted
    ]


def _folded(name: str | None) -> str:
    return unicodedata.normalize("NFC", name or "").strip().casefold()


def has_ranges(database: Database) -> bool:
    """Tell whether LMS lists any number range."""
    return bool(database.fetch_value("changes/lookups/count_ranges"))


def ranges_of(database: Database, extension: str) -> list[int]:
    """Return the number ranges that hold a number with its country code."""
    rows = database.fetch_all("changes/effects/select_ranges_of_number", extension=int(extension))
    return [int(row["id"]) for row in rows]


def unbilled_calls(
    database: Database,
    account_id: int,
    *,
    terminal_id: int | None = None,
    number: tuple[str, str] | None = None,
    since: str | None = None,
) -> UnbilledCalls:
    """Count the calls that deleting would leave without their account, terminal or number.

    Args:
        database: the LMS.
        account_id: whose calls.
        terminal_id: only those of this terminal.
        number: only those made by this number: without and with the country code.
        since: the first month (YYYY-MM) that is billed here.
    """
    caller, extension = number or (None, None)
    row = database.fetch_one(
        "changes/lookups/count_unbilled_calls",
        account_id=account_id,
        terminal_id=terminal_id,
        caller=caller,
        extension=extension,
        first_month=since or _EVERYTHING,
    )
    assert row is not None  # noqa: S101 - an aggregate always answers
    return UnbilledCalls(int(row["calls"]), Decimal(row["cost"]))
