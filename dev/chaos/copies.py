"""Fresh copies of a prepared database, fast enough for a thousand of them.

PostgreSQL copies a template. MariaDB knows no such thing: there a used database is brought back,
table by table, to what the original holds, and only where it differs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from typing import Protocol

from dev.lms import create_schema
from dev.servers.mariadb import MariaDbServer
from dev.servers.postgres import PostgresServer
from hiperus.storage.connect import connect
from hiperus.storage.database import Database
from hiperus.storage.migrations import migrate

BARE = "bare"
"""The stage of an LMS that has never seen us."""
Build = Callable[[str], None]
"""Brings the database at a URL from the stage before to this one."""


class Copies(Protocol):
    """Where copies of prepared databases come from."""

    def keep(self, stage: str, parent: str, build: Build) -> None:
        """Make the original of a stage, from a copy of its parent (empty text: an empty LMS)."""
        ...

    def lease(self, stage: str, *, altered: bool = False) -> AbstractContextManager[str]:
        """Lend a fresh copy by its URL; `altered`: its tables will change, so it is thrown away."""
        ...


class PostgresCopies:
    """Copies by `CREATE DATABASE … TEMPLATE`."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self._numbers = count(1)
        bare_lms(server.create_database(f"stage_{BARE}"))
        new_lms(server.create_database("stage_"))

    def keep(self, stage: str, parent: str, build: Build) -> None:
        """Make the original of a stage."""
        build(self._server.create_database(f"stage_{stage}", f"stage_{parent}"))

    @contextmanager
    def lease(self, stage: str, *, altered: bool = False) -> Iterator[str]:
        """Lend a fresh copy."""
        del altered  # every copy is thrown away
        name = f"copy_{next(self._numbers)}"
        try:
            yield self._server.create_database(name, f"stage_{stage}")
        finally:
            self._server.drop_database(name)


class MariaDbCopies:
    """Copies by restoring the tables that differ; databases are used again."""

    def __init__(self, server: MariaDbServer) -> None:
        self._server = server
        self._numbers = count(1)
        self._free: list[str] = []
        self._sums: dict[str, dict[str, int]] = {}
        name = self._new()
        self._mirror("", name)
        self._free.append(name)

    def keep(self, stage: str, parent: str, build: Build) -> None:
        """Make the original of a stage."""
        with self._leased(parent) as name:
            build(self._server.url(name))
            self._mirror(stage, name)

    @contextmanager
    def lease(self, stage: str, *, altered: bool = False) -> Iterator[str]:
        """Lend a fresh copy."""
        if not (altered or stage == BARE):
            with self._leased(stage) as name:
                yield self._server.url(name)
            return
        name = self._new(stage)
        try:
            if stage != BARE:
                self._restore(stage, name)
            yield self._server.url(name)
        finally:
            self._server.drop_database(name)

    @contextmanager
    def _leased(self, stage: str) -> Iterator[str]:
        name = self._free.pop() if self._free else self._new()
        self._restore(stage, name)
        yield name
        self._free.append(name)

    def _new(self, stage: str = "") -> str:
        name = f"copy_{next(self._numbers)}"
        make = bare_lms if stage == BARE else new_lms
        make(self._server.create_database(name))
        return name

    def _mirror(self, stage: str, name: str) -> None:
        self._server.create_database(f"stage_{stage}")
        with connect(self._server.url(name)) as database:
            tables = _tables(database)
            for table in tables:
                target = f"`stage_{stage}`.`{table}`"
                database.execute_text(f"CREATE TABLE {target} LIKE `{table}`")
                database.execute_text(f"INSERT INTO {target} SELECT * FROM `{table}`")
        with connect(self._server.url(f"stage_{stage}")) as database:
            self._sums[stage] = _checksums(database, tables)

    def _restore(self, stage: str, name: str) -> None:
        wanted = self._sums[stage]
        with connect(self._server.url(name)) as database:
            database.execute_text("SET SESSION foreign_key_checks = 0")
            # In alphabetical order: triggers of `cash` write to `customerbalances`, which follows.
            for table in wanted:
                if _checksums(database, [table])[table] != wanted[table]:
                    database.execute_text(f"DELETE FROM `{table}`")
                    database.execute_text(
                        f"INSERT INTO `{table}` SELECT * FROM `stage_{stage}`.`{table}`"
                    )


def bare_lms(url: str) -> None:
    """Make an LMS in an empty database."""
    with connect(url) as database:
        create_schema(database, "current")


def new_lms(url: str) -> None:
    """Make an LMS with our tables in an empty database."""
    bare_lms(url)
    with connect(url) as database:
        migrate(database)


def _tables(database: Database) -> list[str]:
    rows = database.fetch_text(
        "SELECT table_name AS name FROM information_schema.tables "
        "WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' ORDER BY table_name"
    )
    return [str(row["name"]) for row in rows]


def _checksums(database: Database, tables: list[str]) -> dict[str, int]:
    rows = database.fetch_text("CHECKSUM TABLE " + ", ".join(f"`{t}`" for t in tables))
    return {str(row["Table"]).rpartition(".")[2]: int(row["Checksum"]) for row in rows}
