"""Brings the old tables to what the platform lists: by difference, set by set.

A row that says the same is not touched, and LMS's own columns are not among those compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hiperus.accounts.rules.reading import ColumnLimit
from hiperus.accounts.rules.table_maps import TableMap
from hiperus.errors import InvalidParameterError
from hiperus.storage import fragments
from hiperus.storage.catalogue import require_table
from hiperus.storage.database import Database
from hiperus.storage.staged_table import StagedTable


@dataclass(frozen=True, slots=True)
class Merged:
    """How many rows of a table a merge touched."""

    inserted: int = 0
    updated: int = 0
    deleted: int = 0


@dataclass(frozen=True, slots=True)
class Stored:
    """How many rows a table holds, and how many of them are one account's."""

    total: int
    of_account: int


def limits_of(database: Database, table_map: TableMap) -> dict[str, ColumnLimit]:
    """Return what the columns of the shape's table can hold in this LMS.

    Raises:
        ConfigurationError: the table is missing.
    """
    rows = database.fetch_all("accounts/reference/select_limits", table=table_map.table)
    if not rows:
        require_table(database, table_map.table)
    return {
        row["name"]: ColumnLimit(
            length=row["length"],
            is_big=row["kind"] == "bigint",
            is_nullable=bool(row["nullable"]),
            is_narrow=bool(row["narrow"]),
        )
        for row in rows
    }


def has_unique(database: Database, table: str, column: str) -> bool:
    """Tell whether a column is a primary or unique key by itself."""
    rows = database.fetch_all("accounts/reference/select_unique_columns", table=table)
    return any(row["name"] == column for row in rows)


def columns_of_map(table_map: TableMap, limits: Mapping[str, ColumnLimit]) -> tuple[str, ...]:
    """Return the columns that an import of this shape changes, as far as this LMS has them."""
    wanted = (*table_map.given, *(each.column for each in table_map.fields))
    return tuple(column for column in wanted if column in limits)


def initial_of_map(table_map: TableMap, limits: Mapping[str, ColumnLimit]) -> dict[str, str]:
    """Return the values of LMS's own columns that a new row starts with."""
    return {column: value for column, value in table_map.initial.items() if column in limits}


def count_stored(database: Database, table_map: TableMap, account_id: int | None) -> Stored:
    """Count the rows of the shape's table."""
    name, dialect = "accounts/reference/count_rows", database.dialect
    text = database.text_of(
        name,
        table=dialect.quote(table_map.table),
        account_column=dialect.quote(table_map.account_column or table_map.key[0]),
    )
    (row,) = database.fetch_text(text, {"account_id": account_id}, name=name)
    return Stored(int(row["total"]), int(row["of_account"]))


def keep_stored(database: Database, staged: StagedTable, ids: Iterable[int]) -> None:
    """Take the stored rows over whose record cannot be stored: they are listed all the same."""
    name = "accounts/reference/keep_row"
    text = database.text_of(
        name,
        staging=staged.name,
        table=staged.table,
        columns=fragments.listed(database.dialect, staged.columns),
    )
    for record_id in sorted(ids):
        database.execute_text(text, {"id": record_id}, name=name)


def delete_gone(
    database: Database, table_map: TableMap, staged: StagedTable, account_id: int | None
) -> int:
    """Delete the rows that are not staged: all of them, or those of one account."""
    name, dialect = "accounts/reference/delete_gone", database.dialect
    text = database.text_of(
        name,
        table=staged.table,
        staging=staged.name,
        match=fragments.matched(dialect, table_map.key),
        scope=fragments.only_account(dialect, table_map.account_column, account_id),
    )
    return database.execute_text(text, {"account_id": account_id}, name=name)


def delete_of_gone_accounts(
    database: Database, table_map: TableMap, staged_accounts: StagedTable, account_id: int | None
) -> int:
    """Delete what hangs on accounts that are not staged; before the accounts themselves."""
    name, dialect = "accounts/reference/delete_of_gone_accounts", database.dialect
    text = database.text_of(
        name,
        table=dialect.quote(table_map.table),
        staging=staged_accounts.name,
        scope=fragments.only_account(dialect, "id", account_id),
    )
    return database.execute_text(text, {"account_id": account_id}, name=name)


def update_changed(database: Database, table_map: TableMap, staged: StagedTable) -> int:
    """Update the rows that differ from the staged ones."""
    own = set(table_map.key) | set(table_map.initial)
    columns = [column for column in staged.columns if column not in own]
    name, dialect = "accounts/reference/update_changed", database.dialect
    text = database.text_of(
        name,
        table=staged.table,
        staging=staged.name,
        match=fragments.matched(dialect, table_map.key),
        assignments=fragments.assigned(dialect, columns),
        differences=fragments.differing(dialect, columns),
    )
    return database.execute_text(text, name=name)


def insert_new(database: Database, table_map: TableMap, staged: StagedTable) -> int:
    """Insert the staged rows that are not there yet."""
    name, dialect = "accounts/reference/insert_new", database.dialect
    text = database.text_of(
        name,
        table=staged.table,
        staging=staged.name,
        columns=fragments.listed(dialect, staged.columns),
        staged_columns=fragments.listed(dialect, staged.columns, "s"),
        match=fragments.matched(dialect, table_map.key),
    )
    return database.execute_text(text, name=name)


def require_account(database: Database, account_id: int) -> None:
    """Let an account pass that somebody named, if LMS holds it.

    Raises:
        InvalidParameterError: it does not.
    """
    if account_id not in account_ids(database):
        raise InvalidParameterError(
            f"LMS holds no account {account_id}; import the category customers for it first."
        )


def account_ids(database: Database) -> list[int]:
    """Return the accounts that this LMS holds."""
    return [int(row["id"]) for row in database.fetch_all("accounts/reference/select_account_ids")]
