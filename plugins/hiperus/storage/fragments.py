"""Pieces of statements that depend on which columns a table has: made of quoted names only.

`t` is the stored table, `s` the staged one, in every statement that takes these.
"""

from __future__ import annotations

from collections.abc import Iterable

from hiperus.storage.statements import Dialect


def listed(dialect: Dialect, columns: Iterable[str], alias: str = "") -> str:
    """Return the columns as a list, such as `s."id", s."name"`."""
    prefix = f"{alias}." if alias else ""
    return ", ".join(f"{prefix}{dialect.quote(column)}" for column in columns)


def parameters(columns: Iterable[str]) -> str:
    """Return a driver parameter for each column."""
    return ", ".join(f"%({column})s" for column in columns)


def matched(dialect: Dialect, key: Iterable[str]) -> str:
    """Return the condition that a stored and a staged row are the same thing."""
    names = [dialect.quote(column) for column in key]
    return " AND ".join(f"s.{name} = t.{name}" for name in names)


def assigned(dialect: Dialect, columns: Iterable[str]) -> str:
    """Return the SET list that takes every column over."""
    # PostgreSQL wants bare names on the left; MySQL, which joins, needs them qualified.
    target = "" if dialect is Dialect.POSTGRES else "t."
    names = [dialect.quote(column) for column in columns]
    return ", ".join(f"{target}{name} = s.{name}" for name in names)


def differing(dialect: Dialect, columns: Iterable[str]) -> str:
    """Return the condition that any column differs, NULL from a value included."""
    names = [dialect.quote(column) for column in columns]
    if dialect is Dialect.POSTGRES:
        stored, staged = (", ".join(f"{a}.{name}" for name in names) for a in ("t", "s"))
        return f"ROW({stored}) IS DISTINCT FROM ROW({staged})"
    # The Polish collation takes "a" for "A"; only bytes tell them apart.
    same = (f"CAST(t.{name} AS BINARY) <=> CAST(s.{name} AS BINARY)" for name in names)
    return f"NOT ({' AND '.join(same)})"


def only_account(dialect: Dialect, column: str, account_id: int | None, alias: str = "t") -> str:
    """Return the condition, led by AND, that keeps to one account; nothing where it is None."""
    if account_id is None:
        return ""
    return f"AND {alias}.{dialect.quote(column)} = %(account_id)s"
