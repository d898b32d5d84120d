"""Reads the limits of `hv_billing` in the LMS at hand: flags, integer ids, lengths of text."""

from __future__ import annotations

from dataclasses import dataclass

from hiperus.calls.rules.checks import LARGEST_BIGINT, LARGEST_INTEGER, TEXT_FIELDS, Limits
from hiperus.storage.catalogue import Column, require_table
from hiperus.storage.database import Database
from hiperus.storage.statements import Dialect

_LONGEST_STAGED = 510
"""Characters a text column of the staging table holds on MySQL."""


@dataclass(frozen=True, slots=True)
class BillingColumns:
    """Limits of the values, and SQL for the statements that write them.

    Attributes:
        limits: what a row is checked against.
        names: fills the placeholders of `calls/merge/insert_new` and `calls/merge/update_changed`.
    """

    limits: Limits
    names: dict[str, str]


def read_billing_columns(database: Database) -> BillingColumns:
    """Ask the catalogue.

    Raises:
        ConfigurationError: there is no `hv_billing`.
    """
    columns = require_table(database, "hv_billing")
    is_wide = columns["id"].kind == "bigint"
    limits = Limits(
        lengths={name: _length(columns[name]) for name in TEXT_FIELDS},
        largest_id=LARGEST_BIGINT if is_wide else LARGEST_INTEGER,
        is_basic_plane_only=_is_basic_plane_only(database),
    )
    names = {
        "nobody": "NULL" if columns["customerid"].nullable else "0",
        "subscription_used": _type_of(database, columns["subscription_used"]),
        "success_call": _type_of(database, columns["success_call"]),
    }
    return BillingColumns(limits, names)


def _length(column: Column) -> int:
    return min(column.length or _LONGEST_STAGED, _LONGEST_STAGED)


def _type_of(database: Database, column: Column) -> str:
    """Return the type to cast a flag to; existing PostgreSQL tables have an enum for each."""
    if column.kind == "USER-DEFINED":
        return database.dialect.quote(column.type_name)
    return "varchar"


def _is_basic_plane_only(database: Database) -> bool:
    """Tell whether the table's texts hold three bytes a character only (old MySQL tables)."""
    if database.dialect is Dialect.POSTGRES:
        return False
    sets = database.fetch_all("calls/columns/select_character_sets")
    return any(row["name"] in {"utf8", "utf8mb3"} for row in sets)
