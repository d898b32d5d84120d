"""Creates and upgrades our tables by numbered, repeatable SQL files.

`migrations/<YYYYMMDDNN>/<nnn>_<what>.sql` in the dialect's folder of `include/sql` or in `common`,
one statement a file; a version's files run in the order of their numbers, whichever folder each one
stands in. The version reached is kept in LMS's `dbinfo`, as LMS keeps a plugin's. MySQL commits
every DDL statement by itself, so each statement can be run again: tables are made where they are
missing, an index that exists already is not an error, and `_NEEDED` leaves out what is there. What
SQL cannot do well is done in Python after a version's files (`_AFTERWARDS`), and can be done again,
too.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from hiperus.errors import ConfigurationError, StatementFailedError
from hiperus.storage.catalogue import columns_of, require_table
from hiperus.storage.character_sets import require_unicode
from hiperus.storage.database import Database
from hiperus.storage.failures import INDEX_EXISTS
from hiperus.storage.old_reasons import fill_reason_codes
from hiperus.storage.statements import Dialect, statements_below

_WIDEN = "2026112302"
_REASON_CODES = "2026112701"
_ACCOUNTS_CHANGED_AFTER = "2026112802"
_TERMINALS_CHANGED_AFTER = "2026112803"
_ROWS_REPAIRED = "2026112804"
_QUARANTINE_STATE = "2026112805"
_RETENTION_REASON = "2026112806"


def latest_version(dialect: Dialect) -> str:
    """Return the version that the code at hand expects."""
    return versions(dialect)[-1]


def versions(dialect: Dialect) -> list[str]:
    """Return all versions in order."""
    return sorted({name.split("/")[1] for name in statements_below(dialect, "migrations")})


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
    """Bring the tables to the code's version; returns the versions that were applied.

    Raises:
        ConfigurationError: the database is not in UTF-8, or is no LMS.
    """
    require_unicode(database)
    with database.locked("migrations"):
        before = recorded_version(database)
        pending = [v for v in versions(database.dialect) if v > before]
        for version in pending:
            _apply(database, version, are_new=not before)
        return pending


def _apply(database: Database, version: str, *, are_new: bool) -> None:
    # One transaction a version on PostgreSQL; on MySQL each statement commits by itself.
    with database.transaction():
        if version not in _NEEDED or _NEEDED[version](database):
            for name in statements_below(database.dialect, f"migrations/{version}"):
                _run_file(database, name)
        # New tables hold nothing, and on MySQL whoever made them may not read them yet.
        if version in _AFTERWARDS and not are_new:
            _AFTERWARDS[version](database)
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


def _fill(database: Database, name: str) -> None:
    database.execute(name)


def _lacks(table: str, column: str) -> Callable[[Database], bool]:
    return lambda database: column not in columns_of(database, table)


_NEEDED: dict[str, Callable[[Database], bool]] = {
    _WIDEN: _needs_widening,
    _REASON_CODES: _lacks("hv_invoice", "reason_code"),
    _ACCOUNTS_CHANGED_AFTER: _lacks("hv_account_history", "changed_after"),
    _TERMINALS_CHANGED_AFTER: _lacks("hv_terminal_history", "changed_after"),
    _ROWS_REPAIRED: _lacks("hv_load", "rows_repaired"),
    _QUARANTINE_STATE: _lacks("hv_quarantine", "state"),
    _RETENTION_REASON: _lacks("hv_retention", "reason"),
}
_AFTERWARDS: dict[str, Callable[[Database], None]] = {
    _REASON_CODES: fill_reason_codes,
    _ACCOUNTS_CHANGED_AFTER: lambda database: _fill(
        database, "storage/changed_after/fill_accounts"
    ),
    _TERMINALS_CHANGED_AFTER: lambda database: _fill(
        database, "storage/changed_after/fill_terminals"
    ),
}
