"""A database connection whose statements are watched, one by one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from hiperus.storage.database import Database

Watch = Callable[[str], AbstractContextManager[None]]
"""Gives the block in which one statement (its text) runs; it may act before and after."""


class WatchedConnection:
    """Passes everything on; statements run inside the watcher's block."""

    def __init__(self, connection: Any, watch: Watch) -> None:
        self._connection = connection
        self._watch = watch

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def __setattr__(self, name: str, value: Any) -> None:
        own = name in {"_connection", "_watch"}
        object.__setattr__(self, name, value) if own else setattr(self._connection, name, value)

    def cursor(self) -> WatchedCursor:
        """Return a cursor that is watched."""
        return WatchedCursor(self._watch, self._connection.cursor())


class WatchedCursor:
    """A cursor whose statements are watched."""

    def __init__(self, watch: Watch, cursor: Any) -> None:
        self._watch = watch
        self._cursor = cursor

    def __enter__(self) -> WatchedCursor:
        self._cursor.__enter__()
        return self

    def __exit__(self, *error: Any) -> Any:
        return self._cursor.__exit__(*error)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)

    def execute(self, text: str, *arguments: Any) -> Any:
        """Run a statement inside the watcher's block."""
        with self._watch(text):
            return self._cursor.execute(text, *arguments)

    def executemany(self, text: str, *arguments: Any) -> Any:
        """Run a statement for many rows inside the watcher's block."""
        with self._watch(text):
            return self._cursor.executemany(text, *arguments)

    def copy(self, text: str) -> Any:
        """Begin a COPY inside the watcher's block."""
        with self._watch(text):
            return self._cursor.copy(text)


def watched(database: Database, watch: Watch) -> Database:
    """Return a database on the same connection whose statements are watched."""
    database.connection = WatchedConnection(database.connection, watch)
    return database
