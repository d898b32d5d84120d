"""A connection that dies before its n-th statement, as if the process had been killed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from dev.chaos.watched import watched
from hiperus.storage.database import Database


class Killed(BaseException):
    """Nobody catches this: the process is gone."""


def mortal(database: Database, statements: int) -> Database:
    """Return a database on the same connection that dies after so many more statements."""
    connection = database.connection
    left = statements

    @contextmanager
    def dying(_text: str) -> Iterator[None]:
        nonlocal left
        left -= 1
        if left < 0:
            connection.close()
            raise Killed
        yield

    return watched(database, dying)
