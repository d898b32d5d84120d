"""What a database holds after a run, so that two runs can be compared row by row.

Left out is only what must differ: the rows about attempts (`hv_load`, `hv_change`), and ids that
the database gives out. A reference to such an id is replaced by what the row it points to is about.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hiperus.storage.connect import connect
from hiperus.storage.database import Database, Record
from hiperus.storage.statements import Dialect

ATTEMPTS = ("hv_load", "hv_change")
GIVEN_IDS = {
    "hv_load": ("category", "window_from", "window_to", "calltype", "success", "status"),
    "hv_invoice": ("customer_id", "billed_month", "kind", "sequence"),
    "hv_invoice_line": ("customer_id", "terminal_id", "kind", "service_month"),
    "documents": ("type", "numberplanid", "number"),
    "addresses": ("name", "city", "street", "house", "zip"),
    **dict.fromkeys(
        (
            "cash",
            "hv_account_history",
            "hv_assign",
            "hv_billing_invoiced",
            "hv_billing_revision",
            "hv_pstnusage",
            "hv_quarantine",
            "hv_subscription_history",
            "hv_terminal_history",
            "uiconfig",
        ),
        (),
    ),
}
"""Tables whose `id` the database gives out, and what tells their rows apart instead."""
REFERENCES = {
    "load_id": "hv_load",
    "invoice_id": "hv_invoice",
    "line_id": "hv_invoice_line",
    "docid": "documents",
    "recipient_address_id": "addresses",
    "post_address_id": "addresses",
}
"""Columns that hold such ids."""
Keys = dict[str, dict[int, str]]


@dataclass(frozen=True, slots=True)
class State:
    """The rows of every table, as sorted texts."""

    tables: dict[str, list[str]]

    @property
    def digests(self) -> dict[str, str]:
        return {
            name: hashlib.sha256("\n".join(rows).encode()).hexdigest()
            for name, rows in self.tables.items()
        }

    def differences(self, other: State) -> str:
        """Say in one line which tables differ, and by how many rows; empty: none."""
        found = []
        for name in sorted(self.tables.keys() | other.tables.keys()):
            mine, theirs = self.tables.get(name, []), other.tables.get(name, [])
            if mine != theirs:
                missing, more = set(mine) - set(theirs), set(theirs) - set(mine)
                found.append(f"{name}: {len(missing)} rows missing, {len(more)} others")
        return "; ".join(found)

    def rows_differing(self, other: State) -> list[str]:
        """Return the rows that only one of the two has, for whoever looks into a failure."""
        return [
            f"{sign} {name} {row}"
            for name in sorted(self.tables.keys() | other.tables.keys())
            for sign, one, two in (("-", self, other), ("+", other, self))
            for row in sorted(set(one.tables.get(name, [])) - set(two.tables.get(name, [])))
        ]


def read_state(url: str) -> State:
    """Read everything."""
    with connect(url) as database:
        tables = {name: _rows(database, name) for name in _tables(database)}
        columns = _columns(database)
    keys = {
        name: {int(row["id"]): _text(row, columns) for row in tables.get(name, [])}
        for name, columns in GIVEN_IDS.items()
        if columns
    }
    plain = {
        name: sorted(_plain(name, row, keys) for row in rows)
        for name, rows in tables.items()
        if name not in ATTEMPTS
    }
    return State(plain | {"(columns)": columns})


def _rows(database: Database, table: str) -> list[Record]:
    return database.fetch_text(f"SELECT * FROM {database.dialect.quote(table)}")


def _tables(database: Database) -> list[str]:
    here = "current_schema()" if database.dialect is Dialect.POSTGRES else "DATABASE()"
    rows = database.fetch_text(
        "SELECT table_name AS name FROM information_schema.tables "
        f"WHERE table_schema = {here} AND table_type = 'BASE TABLE'"
    )
    return [str(row["name"]) for row in rows]


def _columns(database: Database) -> list[str]:
    """Describe all columns and indexes, so that tables half made are seen, too."""
    is_postgres = database.dialect is Dialect.POSTGRES
    here = "current_schema()" if is_postgres else "DATABASE()"
    rows = database.fetch_text(
        "SELECT table_name AS a, column_name AS b, data_type AS c, is_nullable AS d "
        f"FROM information_schema.columns WHERE table_schema = {here}"
    )
    rows += database.fetch_text(
        f"SELECT indexname AS a FROM pg_indexes WHERE schemaname = {here}"
        if is_postgres
        else "SELECT table_name AS a, index_name AS b, column_name AS c "
        f"FROM information_schema.statistics WHERE table_schema = {here}"
    )
    return sorted(str(list(row.values())) for row in rows)


def _plain(table: str, row: Record, keys: Keys) -> str:
    value_of: Callable[[str, Any], str] = lambda name, value: (  # noqa: E731
        keys[REFERENCES[name]].get(value, str(value)) if name in REFERENCES else str(value)
    )
    skipped = "id" if table in GIVEN_IDS else ""
    return " | ".join(f"{n}={value_of(n, v)}" for n, v in row.items() if n != skipped)


def _text(row: Record, columns: tuple[str, ...]) -> str:
    return "/".join(str(row[name]) for name in columns)
