"""One connection to the LMS database: named statements, transactions, locks.

Every instant of ours is stored as Unix epoch seconds, as LMS does; every day as a `date`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from hiperus.errors import StorageError, StorageUnavailableError
from hiperus.storage.failures import translated
from hiperus.storage.statements import Dialect, statement

Record = dict[str, Any]
"""One row of a result by column name; money is Decimal, days are `date`."""


class Database:
    """A DB-API connection (psycopg 3 or mysql-connector) that runs the project's SQL files.

    Outside `transaction()` every statement is committed by itself. Repositories never open or
    end a transaction; the use cases do.
    """

    def __init__(self, connection: Any, dialect: Dialect) -> None:
        """Take over an open connection and prepare its session (UTC, strict, UTF-8)."""
        self.connection = connection
        self.dialect = dialect
        self._in_transaction = False
        self._prepare_session()

    def execute(self, name: str, /, **parameters: Any) -> int:
        """Run the statement file `name` and return how many rows it touched."""
        return self.execute_text(statement(self.dialect, name), parameters, name=name)

    def execute_text(
        self, text: str, parameters: Mapping[str, Any] | None = None, *, name: str = "statement"
    ) -> int:
        """Run a statement whose text a file and `with_names` made; values stay parameters."""
        with translated(name), self.connection.cursor() as cursor:
            cursor.execute(text, parameters or None)
            return max(int(cursor.rowcount), 0)

    def insert(self, name: str, /, **parameters: Any) -> int:
        """Run an INSERT of one row and return the id it got.

        The PostgreSQL file ends with `RETURNING id`; the MySQL one does not (Oracle MySQL has
        no such clause), there the driver knows the id.
        """
        return self.insert_text(statement(self.dialect, name), parameters, name=name)

    def insert_text(
        self, text: str, parameters: Mapping[str, Any], *, name: str = "statement"
    ) -> int:
        """Like `insert`, for statements whose text a file and `text_of` made."""
        with translated(name), self.connection.cursor() as cursor:
            cursor.execute(text, parameters)
            if self.dialect is Dialect.POSTGRES:
                return int(cursor.fetchone()[0])
            return int(cursor.lastrowid)

    def execute_many(self, name: str, rows: Sequence[Mapping[str, Any]]) -> int:
        """Run the statement file `name` once a row, in few round trips; returns rows touched."""
        if not rows:
            return 0
        with translated(name), self.connection.cursor() as cursor:
            cursor.executemany(statement(self.dialect, name), list(rows))
            return max(int(cursor.rowcount), 0)

    def fetch_all(self, name: str, /, **parameters: Any) -> list[Record]:
        """Run the statement file `name` and return its rows."""
        return self.fetch_text(statement(self.dialect, name), parameters, name=name)

    def fetch_text(
        self, text: str, parameters: Mapping[str, Any] | None = None, *, name: str = "statement"
    ) -> list[Record]:
        """Like `execute_text`, for statements that return rows."""
        with translated(name), self.connection.cursor() as cursor:
            cursor.execute(text, parameters or None)
            columns = [column[0] for column in cursor.description]
            return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]

    def fetch_one(self, name: str, /, **parameters: Any) -> Record | None:
        """Return the first row of the statement file `name`, or None."""
        rows = self.fetch_all(name, **parameters)
        return rows[0] if rows else None

    def fetch_value(self, name: str, /, **parameters: Any) -> Any:
        """Return the first column of the first row, or None where there is no row."""
        row = self.fetch_one(name, **parameters)
        return next(iter(row.values())) if row else None

    def text_of(self, name: str, /, **names: str) -> str:
        """Return a statement file with `{placeholders}` for identifiers filled in.

        Args:
            name: the statement file.
            **names: identifiers that `Dialect.quote` has passed, or the text of another file.
        """
        text = statement(self.dialect, name)
        for placeholder, sql in names.items():
            text = text.replace("{" + placeholder + "}", sql)
        return text

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit what happens inside as a whole, or undo it on any exception."""
        with self._begun(lambda: self._command("START TRANSACTION")):
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read what is read inside from one state of the database, whatever others commit."""
        with self._begun(lambda: self._run_script("session/start_snapshot")):
            yield

    @contextmanager
    def _begun(self, begin: Callable[[], None]) -> Iterator[None]:
        if self._in_transaction:
            raise StorageError("A transaction is open already; the use case opens exactly one.")
        begin()
        self._in_transaction = True
        try:
            yield
            self._command("COMMIT")
        except BaseException:
            self._roll_back()
            raise
        finally:
            self._in_transaction = False

    def read_only(self) -> None:
        """Let this session only read, each transaction from one snapshot, with time limits."""
        self._run_script("session/read_only")

    def read_patiently(self) -> None:
        """Give a session that only reads minutes for a statement, where seconds are too few."""
        self._run_script("session/read_patiently")

    @contextmanager
    def locked(self, key: str) -> Iterator[None]:
        """Keep others with the same key out until the block ends, over all machines.

        Take it around a transaction, so that it is held until after the commit.

        Raises:
            StorageUnavailableError: somebody held the key for more than ten minutes.
        """
        if self.fetch_value("locks/take_lock", key=f"hiperus:{key}"[:60]) == 0:
            raise StorageUnavailableError(
                f"Another run has been working on {key} for ten minutes; try again later."
            )
        try:
            yield
        finally:
            self._release(key)

    def close(self) -> None:
        """Close the connection; open transactions are undone by the server."""
        self.connection.close()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _prepare_session(self) -> None:
        with translated("session"):
            self.connection.autocommit = True
        self._run_script("session/prepare_session")

    def _run_script(self, name: str) -> None:
        for command in statement(self.dialect, name).split(";"):
            if command.strip():
                self._command(command)

    def _release(self, key: str) -> None:
        try:
            self.fetch_value("locks/release_lock", key=f"hiperus:{key}"[:60])
        except StorageError:
            # The connection is gone, and the server released the lock with it; the error
            # that took it away is already on its way up.
            return

    def _roll_back(self) -> None:
        try:
            self._command("ROLLBACK")
        except StorageError:
            return  # a lost connection has undone it already

    def _command(self, text: str) -> None:
        with translated(text.strip().split("\n")[-1]), self.connection.cursor() as cursor:
            cursor.execute(text)
