"""Makes rows for LMS's tables fit the LMS at hand: its columns, its lengths, its idea of "none".

An LMS of 2016 has 0 and '' where a current one has NULL and foreign keys; which it is, the
catalogue says for each column. The version in `dbinfo` is not asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hiperus.domain.xml_text import is_forbidden, without_forbidden
from hiperus.storage.catalogue import Column
from hiperus.storage.database import Database, Record

Columns = Mapping[str, Column]
_ROWS_AT_ONCE = 200


def fitted(columns: Columns, wanted: Mapping[str, object]) -> dict[str, object]:
    """Keep of `wanted` what the table has, in its form; None becomes 0 or '' where NULL cannot be.

    Texts lose the characters that XML forbids, which would keep the document out of e-invoices,
    and are cut to the column's length.
    """
    return {name: _value(columns[name], value) for name, value in wanted.items() if name in columns}


def _value(column: Column, value: object) -> object:
    is_text = "char" in column.kind or "text" in column.kind
    if value is None:
        return None if column.nullable else ("" if is_text else 0)
    if isinstance(value, str):
        return without_forbidden(value)[: column.length]
    return value


def forbidden_in(row: Record, names: Sequence[str]) -> tuple[str, ...]:
    """Return which columns of a row of LMS's hold characters that XML forbids."""
    return tuple(name for name in names if is_forbidden(str(row[name] or "")))


def select_known(
    database: Database,
    name: str,
    columns: Columns,
    wanted: Sequence[str],
    values: Mapping[str, object] | None = None,
) -> list[Record]:
    """Run a SELECT file with those of the wanted columns that exist; the others read None."""
    text = database.text_of(name, columns=select_list(database, columns, wanted))
    return database.fetch_text(text, values, name=name)


def select_list(
    database: Database, columns: Columns, wanted: Sequence[str], table: str = ""
) -> str:
    """Return what a SELECT names to get the wanted columns; one that this LMS lacks is NULL.

    Args:
        database: LMS.
        columns: those that the table has.
        wanted: those to read.
        table: the table's name in the statement, where there are several.
    """
    quote, prefix = database.dialect.quote, f"{table}." if table else ""
    return ", ".join(
        f"{f'{prefix}{quote(name)}' if name in columns else 'NULL'} AS {quote(name)}"
        for name in wanted
    )


def insert_row(database: Database, name: str, row: Mapping[str, object]) -> int:
    """Run an INSERT file for one fitted row and return the id it got."""
    quote = database.dialect.quote
    columns = ", ".join(map(quote, row))
    values = ", ".join(f"%({column})s" for column in row)
    text = database.text_of(name, columns=columns, values=values)
    return database.insert_text(text, row, name=name)


def insert_rows(database: Database, name: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Run an INSERT file for fitted rows of the same columns, some hundred in one statement."""
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        _insert_batch(database, name, rows[start : start + _ROWS_AT_ONCE])


def _insert_batch(database: Database, name: str, rows: Sequence[Mapping[str, object]]) -> None:
    columns = list(rows[0])
    places = [", ".join(f"%({column}_{i})s" for column in columns) for i in range(len(rows))]
    text = database.text_of(
        name,
        columns=", ".join(map(database.dialect.quote, columns)),
        rows=", ".join(f"({place})" for place in places),
    )
    values = {f"{name}_{i}": row[name] for i, row in enumerate(rows) for name in columns}
    database.execute_text(text, values, name=name)
