"""The product works as `hiperus_runs`, its tables are made by `hiperus_owner`, as they should.

What a test itself writes and reads (an LMS, its customers, a call to begin with) goes as the
server's superuser. The two are told apart by the statement's name, which the product always gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dev import lms
from dev.lms import seed as seeding
from dev.lms.seed import SeedCustomer, SeededLms
from dev.servers import roles
from hiperus.storage import connect as plain
from hiperus.storage.database import Database, Record

BY_A_TEST = "by a test"
_LET_IN: set[str] = set()


class AsRuns(Database):
    """A connection of `hiperus_runs`; statements of a test's own go through `superuser`."""

    def __init__(self, url: str) -> None:
        """Open the database of a superuser's URL twice."""
        self.superuser_url = url
        self.superuser = plain.connect(url)
        opened = plain.connect(roles.url_as(url, roles.RUNS))
        super().__init__(opened.connection, opened.dialect)

    def execute_text(
        self, text: str, parameters: Mapping[str, Any] | None = None, *, name: str = BY_A_TEST
    ) -> int:
        """Run a statement of the product's or of a test's."""
        if name == BY_A_TEST:
            return self.superuser.execute_text(text, parameters, name=name)
        return super().execute_text(text, parameters, name=name)

    def fetch_text(
        self, text: str, parameters: Mapping[str, Any] | None = None, *, name: str = BY_A_TEST
    ) -> list[Record]:
        """Fetch for the product or for a test."""
        if name == BY_A_TEST:
            return self.superuser.fetch_text(text, parameters, name=name)
        return super().fetch_text(text, parameters, name=name)

    def close(self) -> None:
        """Close both."""
        self.superuser.close()
        super().close()


def connect(url: str) -> AsRuns:
    """Open the superuser's URL of a database as `hiperus_runs`, which is let in first."""
    if url not in _LET_IN:
        roles.let_in(url)
        _LET_IN.add(url)
    return AsRuns(url)


def superuser(database: Database) -> Database:
    """Return the superuser's connection that goes with a test's database."""
    return database.superuser if isinstance(database, AsRuns) else database


def create_schema(database: Database, *names: str) -> None:
    """Make an LMS, as whoever installed it."""
    lms.create_schema(superuser(database), *names)


def seed(database: Database, customers: Iterable[SeedCustomer | int]) -> SeededLms:
    """Fill an LMS, as its clerks would."""
    return seeding.seed(superuser(database), customers)


def put_settings(database: Database, **settings: object) -> None:
    """Set our section of LMS's settings, as a clerk would."""
    seeding.put_settings(superuser(database), **settings)


def add_row(database: Database, table: str, values: Mapping[str, object]) -> int:
    """Add a row, as a test wants it."""
    return seeding.add_row(superuser(database), table, values)


def migrate(database: Database) -> list[str]:
    """Make our tables as `hiperus_owner` and grant them to `hiperus_runs`."""
    assert isinstance(database, AsRuns)
    return roles.make_tables(database.superuser_url)


def may_lock_documents(database: Database) -> None:
    """Allow what invoices need on a shared number plan, and to add lines to LMS's invoices."""
    assert isinstance(database, AsRuns)
    roles.run_script(database.superuser_url, "lock_documents")


def may_add_statements(database: Database) -> None:
    """Allow what statements need that become documents of LMS's."""
    assert isinstance(database, AsRuns)
    roles.run_script(database.superuser_url, "statement_documents")
