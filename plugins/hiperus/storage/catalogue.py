"""Reads the catalogue of the LMS at hand: tables and columns differ between its versions."""

from __future__ import annotations

from dataclasses import dataclass

from hiperus.errors import ConfigurationError
from hiperus.storage.database import Database


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its type in words, the name of its enum type, its length, whether NULL may be."""

    name: str
    kind: str
    type_name: str
    length: int | None
    nullable: bool


def columns_of(database: Database, table: str) -> dict[str, Column]:
    """Return the columns of `table` by name, in order; empty where there is no such table."""
    rows = database.fetch_all("catalogue/select_columns", table=table)
    found = [
        Column(r["name"], r["kind"], r["type_name"], r["length"], bool(r["nullable"])) for r in rows
    ]
    return {column.name: column for column in found}


def require_table(database: Database, table: str) -> dict[str, Column]:
    """Return the columns of `table`.

    Raises:
        ConfigurationError: the table is missing.
    """
    columns = columns_of(database, table)
    if not columns:
        raise ConfigurationError(
            f"The table {table} is missing in the LMS database; check that lms_default points to "
            "LMS, then run the DAG hiperus_check, which creates the tables of this project."
        )
    return columns
