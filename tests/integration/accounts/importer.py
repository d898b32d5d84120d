"""Imports from a fake reseller into a real LMS database, and looks at what came of it."""

from __future__ import annotations

from typing import Any

from hiperus.accounts.import_category import ImportOptions, ImportSummary, import_category
from hiperus.accounts.rules.categories import Category
from hiperus.storage.database import Database
from hiperus.storage.ledger import RunOrigin
from hiperus.storage.statements import Dialect
from tests.support.fakes import FakeReseller
from tests.support.runs import a_run

TABLES = {
    "hv_customers": "id",
    "hv_assign": "id",
    "hv_terminal": "id",
    "hv_pstn": "id",
    "hv_pstnrange": "id",
    "hv_pstnusage": "extension, idrange",
    "hv_enduserlist": "id",
    "hv_pricelist": "id",
    "hv_subscriptionlist": "id",
    "hv_account_history": "id",
    "hv_terminal_history": "id",
    "hv_subscription_history": "id",
    "hv_quarantine": "id",
    "uiconfig": "id",
}


class Clock:
    """Epoch seconds that a test sets."""

    def __init__(self) -> None:
        self.now = 1_000

    def __call__(self) -> int:
        return self.now


class Import:
    """Imports from a fake reseller into one LMS."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.platform = FakeReseller()
        self.clock = Clock()

    def run(self, *names: str, **options: Any) -> list[ImportSummary]:
        """Import the named categories (all without a name), an hour after the last time."""
        self.clock.now += 3_600
        asked = ImportOptions.parse(**options)
        origin = RunOrigin(dag_id="hiperus_import", run_id="test")
        return [
            import_category(
                a_run(self.database, self.clock, origin), self.platform, category, asked
            )
            for category in Category
            if not names or category in names
        ]

    def all(self, table: str, columns: str = "*") -> list[dict[str, Any]]:
        return self.database.fetch_text(f"SELECT {columns} FROM {table} ORDER BY {TABLES[table]}")

    def one(self, table: str, identity: int, column: str = "id") -> dict[str, Any]:
        (row,) = self.database.fetch_text(f"SELECT * FROM {table} WHERE {column} = {identity}")
        return row

    def ids(self, table: str) -> list[int]:
        return [row["id"] for row in self.all(table, "id")]

    def everything(self) -> dict[str, Any]:
        """Every row of every table, on PostgreSQL with its place and its last transaction."""
        place = ", ctid::text, xmin::text" if self.database.dialect is Dialect.POSTGRES else ""
        return {table: self.all(table, f"{table}.*{place}") for table in TABLES}

    def loads(self) -> list[dict[str, Any]]:
        return self.database.fetch_text("SELECT * FROM hv_load ORDER BY id")

    def execute(self, text: str) -> None:
        self.database.execute_text(text)
