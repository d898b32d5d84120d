"""A connection that dies before its n-th statement, as if the process had been killed."""

from __future__ import annotations

from typing import Any

from hiperus.storage.database import Database


class Killed(BaseException):
    """Nobody catches this: the process is gone."""


class MortalConnection:
    """Passes everything on until its time has come; then the server loses the client."""

    def __init__(self, connection: Any, statements: int) -> None:
        """Let so many statements pass."""
        self._connection = connection
        self.left = statements

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name in {"_connection", "left"}:
            object.__setattr__(self, name, value)
        else:
            setattr(self._connection, name, value)

    def cursor(self) -> MortalCursor:
        """Return a cursor that counts."""
        return MortalCursor(self, self._connection.cursor())

    def count(self) -> None:
        """Die when nothing is left."""
        self.left -= 1
        if self.left < 0:
            self._connection.close()
            raise Killed


class MortalCursor:
    """A cursor whose statements are counted."""

    def __init__(self, owner: MortalConnection, cursor: Any) -> None:
        """Take over a cursor."""
        self._owner = owner
        self._cursor = cursor

    def __enter__(self) -> MortalCursor:
        self._cursor.__enter__()
        return self

    def __exit__(self, *error: Any) -> Any:
        return self._cursor.__exit__(*error)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)

    def execute(self, *arguments: Any) -> Any:
        """Count, then pass on."""
        self._owner.count()
        return self._cursor.execute(*arguments)


def mortal(database: Database, statements: int) -> Database:
    """Return a database on the same connection that dies after so many more statements."""
    database.connection = MortalConnection(database.connection, statements)
    return database
