"""Carries new names into calls, terminals, numbers, and the usage of number ranges."""

from __future__ import annotations

from collections.abc import Mapping

from hiperus.accounts.tables.reference import has_unique
from hiperus.changes.rules.number_usage import usage_change
from hiperus.storage.database import Database


def rename_account(database: Database, account_id: int, name: str | None) -> int:
    """Write an account's new name into its calls and terminals; returns the calls changed."""
    values = {"account_id": account_id, "new_name": name}
    database.execute("changes/effects/rename_customer_of_terminals", **values)
    return database.execute("changes/effects/rename_calls_of_account", **values)


def rename_terminals(
    database: Database, account_id: int, before: Mapping[int, str], after: Mapping[int, str]
) -> int:
    """Write the new names of an account's terminals into calls and numbers.

    Args:
        database: the LMS.
        account_id: whose terminals.
        before: their names by id, as LMS held them.
        after: the same now.

    Returns:
        How many calls were changed.
    """
    calls = 0
    for terminal_id, name in after.items():
        old = before.get(terminal_id)
        if old is None or old == name:
            continue
        calls += database.execute(
            "changes/effects/rename_linked_calls", terminal_id=terminal_id, new_name=name
        )
        if old in after.values():
            continue  # Another terminal has that name now: by name alone nobody can tell.
        names = {"account_id": account_id, "old_name": old, "new_name": name}
        database.execute("changes/effects/rename_terminal_of_numbers", **names)
        calls += database.execute("changes/effects/rename_unlinked_calls", **names)
    return calls


def refresh_usage(database: Database, account_id: int, name: str | None) -> None:
    """Bring the usage of number ranges to the numbers that LMS holds of an account now."""
    numbers = database.fetch_all("changes/effects/select_numbers_of_account", account_id=account_id)
    rows = database.fetch_all("changes/effects/select_usage_of_account", account_id=account_id)
    listed = (int(row["extension"]) for row in rows)
    change = usage_change([row["extension"] for row in numbers], listed)
    for extension in change.freed:
        database.execute(
            "changes/effects/update_usage", extension=extension, account_id=0, customer_name=None
        )
    is_once = has_unique(database, "hv_pstnusage", "extension")
    for extension in change.taken:
        _take(database, extension, account_id, name, is_once=is_once)


def _take(
    database: Database, extension: int, account_id: int, name: str | None, *, is_once: bool
) -> None:
    owner = {"extension": extension, "account_id": account_id, "customer_name": name}
    database.execute("changes/effects/update_usage", **owner)
    listed = database.fetch_all("changes/effects/select_usage_of_number", extension=extension)
    if is_once and listed:
        return
    known = {row["idrange"] for row in listed}
    ranges = database.fetch_all("changes/effects/select_ranges_of_number", extension=extension)
    missing = [row for row in ranges if row["id"] not in known]
    for row in missing[:1] if is_once else missing:
        country = row["country_code"] or ""
        digits = str(extension).removeprefix(country)
        database.execute(
            "changes/effects/insert_usage",
            **owner,
            number=int(digits or extension),
            country_code=country or None,
            idrange=row["id"],
        )
