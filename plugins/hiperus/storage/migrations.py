"""Creates and upgrades our tables by numbered, repeatable SQL files.

`include/sql/<dialect>/migrations/<YYYYMMDDNN>/<nnn>_<what>.sql`, one statement a file. The version
reached is kept in LMS's `dbinfo`, as LMS keeps a plugin's. MySQL commits every DDL statement by
itself, so each statement can be run again: tables are made where they are missing, and an index
that exists already is not an error.
"""

from __future__ import annotations

import contextlib

from hiperus.errors import ConfigurationError, StatementFailedError
from hiperus.storage.catalogue import columns_of, require_table
from hiperus.storage.database import Database
from hiperus.storage.failures import INDEX_EXISTS
from hiperus.storage.statements import Dialect, sql_root

_WIDEN = "2026112302"


def latest_version(dialect: Dialect) -> str:
    """Return the version that the code at hand expects."""
    return versions(dialect)[-1]


def versions(dialect: Dialect) -> list[str]:
    """Return all versions in order."""
    return sorted(path.name for path in (sql_root() / dialect / "migrations").iterdir())


def recorded_version(database: Database) -> str:
    """Return the version the database has, or an empty text before the first migration.

    Raises:
        ConfigurationError: there is no `dbinfo`, so this is not an LMS database.
    """
    require_table(database, "dbinfo")
    return str(database.fetch_value("migrations_ledger/select_version") or "")


def require_current(database: Database) -> None:
    """Let a run go on only over tables that fit the code.

    Raises:
        ConfigurationError: the tables are missing, or of another version.
    """
    wanted, found = latest_version(database.dialect), recorded_version(database)
    if found != wanted:
        raise ConfigurationError(
            f"The tables of this project in the LMS database are at version {found or 'none'}, the "
            f"code needs {wanted}; run the DAG hiperus_check once (as the tables' owner)."
        )


def migrate(database: Database) -> list[str]:
    """Bring the tables to the code's version; returns the versions that were applied."""
    with database.locked("migrations"):
        pending = [v for v in versions(database.dialect) if v > recorded_version(database)]
        for version in pending:
            _apply(database, version)
        return pending


def _apply(database: Database, version: str) -> None:
    # One transaction a version on PostgreSQL; on MySQL each statement commits by itself.
    with database.transaction():
        if version != _WIDEN or _needs_widening(database):
            for path in sorted((sql_root() / database.dialect / "migrations" / version).iterdir()):
                _run_file(database, f"migrations/{version}/{path.stem}")
        database.execute("migrations_ledger/upsert_version", version=version)


def _run_file(database: Database, name: str) -> None:
    with contextlib.ExitStack() as stack:
        if database.dialect is Dialect.MYSQL:
            stack.enter_context(_index_may_exist())
        database.execute(name)


@contextlib.contextmanager
def _index_may_exist():  # type: ignore[no-untyped-def]
    try:
        yield
    except StatementFailedError as error:
        if error.code not in INDEX_EXISTS:
            raise


def _needs_widening(database: Database) -> bool:
    return columns_of(database, "hv_billing")["id"].kind != "bigint"
