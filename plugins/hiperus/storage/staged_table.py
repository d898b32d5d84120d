"""A table of the session, shaped like its target, that holds a list while it is compared.

It is made and filled before the transaction begins: servers that replicate by GTID allow no
temporary table inside one, and the transaction stays short.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from typing import Any

from hiperus.errors import StorageError
from hiperus.storage import fragments
from hiperus.storage.database import Database
from hiperus.storage.failures import translated

BATCH = 1000
"""Records a round trip: mysql-connector makes one statement of them, which must fit a packet."""


@dataclass(frozen=True, slots=True)
class StagedTable:
    """A staged list: its own name and its target's, quoted, and the columns it holds."""

    name: str
    table: str
    columns: tuple[str, ...]


@contextmanager
def staging(database: Database, table: str, columns: Sequence[str]) -> Iterator[StagedTable]:
    """Make an empty staging table for `table`, and remove it at the end.

    Raises:
        StorageError: the role may not make temporary tables (PostgreSQL: TEMPORARY on the
            database, MySQL: CREATE TEMPORARY TABLES).
    """
    dialect = database.dialect
    made = StagedTable(dialect.quote(f"staged_{table}"), dialect.quote(table), tuple(columns))
    names = {"staging": made.name, "table": made.table}
    _run(database, "staged_table/drop_staging", names)
    _run(
        database,
        "staged_table/create_staging",
        names | {"columns": fragments.listed(dialect, columns)},
    )
    try:
        yield made
    finally:
        # On a lost connection the table is gone already, and the error is on its way up.
        with suppress(StorageError):
            _run(database, "staged_table/drop_staging", names)


def fill(database: Database, target: StagedTable, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put records into a staging table; every record has the table's columns."""
    name = "staged_table/fill_staging"
    text = database.text_of(
        name,
        staging=target.name,
        columns=fragments.listed(database.dialect, target.columns),
        values=fragments.parameters(target.columns),
    )
    waiting = iter(rows)
    with translated(name), database.connection.cursor() as cursor:
        while batch := list(islice(waiting, BATCH)):
            cursor.executemany(text, batch)


def _run(database: Database, name: str, names: Mapping[str, str]) -> None:
    database.execute_text(database.text_of(name, **names), name=name)
