"""Turns the drivers' errors into ours, without the values they quote.

A driver's message may hold a whole row (a subscriber's number, a password); only its first line
with long digit runs masked is passed on, and the original is not chained.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import mysql.connector
import psycopg

from hiperus.errors import ConfigurationError, StatementFailedError, StorageUnavailableError

DUPLICATE_KEY = frozenset({"23505", "1062"})
"""A row with this key is there already: PostgreSQL, MySQL."""

INDEX_EXISTS = frozenset({"1061"})
"""An index of this name is there already: MySQL, which has no `IF NOT EXISTS` for it."""

LOCAL_FILE_IS_OFF = frozenset({"1148", "2068", "3948", "3950", "4166"})
"""Server or client does not allow `LOAD DATA LOCAL`: MySQL, MariaDB."""

_MYSQL_RETRY = {
    1021: "the disk is full",
    1040: "too many connections",
    1053: "the server is shutting down",
    1114: "the table is full",
    1129: "this host is blocked after too many broken connections",
    1158: "reading from the network failed",
    1159: "reading from the network took too long",
    1160: "writing to the network failed",
    1161: "writing to the network took too long",
    1205: "waiting for a lock took too long",
    1213: "deadlock",
    1290: "the server runs read-only",
    1317: "the statement was interrupted",
    1836: "the server is in read-only mode",
    1927: "the connection was ended by an administrator (MariaDB)",
    1969: "the statement ran longer than max_statement_time (MariaDB)",
    2002: "nobody listens at the socket",
    2003: "nobody listens at the address",
    2006: "the server has gone away",
    2013: "the connection was lost during a statement",
    2055: "the connection was lost",
    3024: "the statement ran longer than max_execution_time",
    3572: "a lock is taken and the statement does not wait for it",
    4031: "the server ended an idle connection",
}
"""Numbers of failures that may heal by themselves, and what each means."""

_MYSQL_CONFIGURATION = {
    1044: "the role may not use this database",
    1045: "wrong user or password",
    1049: "no such database",
    1142: "the role has no grant on the table",
    1143: "the role has no grant on the column",
    1146: "no such table",
    1698: "wrong user, or the server wants no password for it",
}
"""Numbers of failures that a person must mend, and what each means."""

_POSTGRES_RETRY = {
    "08": "the connection failed",
    "25006": "the server runs read-only",
    "40": "the transaction lost against another one: deadlock, serialisation",
    "53": "out of connections, memory or disk",
    "55P03": "a lock is taken and the statement does not wait for it",
    "57": "an administrator ended the statement or the server",
    "58030": "reading or writing a file failed",
}
"""SQLSTATEs, or the classes that they begin with, of failures that may heal by themselves."""

_POSTGRES_CONFIGURATION = {
    "28": "wrong user or password",
    "3D": "no such database",
    "42501": "the role has no grant",
    "42P01": "no such table",
}
"""SQLSTATEs, or the classes that they begin with, of failures that a person must mend."""

_LONG_DIGITS = re.compile(r"\d{7,}")


@contextmanager
def translated(what: str) -> Iterator[None]:
    """Raise our errors for the drivers'.

    Args:
        what: the statement's name, for the message.

    Raises:
        StorageUnavailableError: lost connection, deadlock, lock time-out, read-only or full server.
        ConfigurationError: wrong password or database, a missing table, a missing grant.
        StatementFailedError: everything else the database refuses.

    Each has the database's own `code`.
    """
    try:
        yield
    except psycopg.Error as error:
        raise _from_postgres(error, what) from None
    except mysql.connector.Error as error:
        raise _from_mysql(error, what) from None


def _from_postgres(error: psycopg.Error, what: str) -> Exception:
    state = error.sqlstate or ""
    text = _safe(error.diag.message_primary or str(error))
    if state.startswith(tuple(_POSTGRES_CONFIGURATION)):
        return ConfigurationError(_configuration_message(what, text), code=state)
    lost = not state and isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
    if lost or state.startswith(tuple(_POSTGRES_RETRY)):
        return _unavailable(what, text, state)
    return StatementFailedError(f"The LMS database refused {what}: {text} ({state}).", code=state)


def _from_mysql(error: mysql.connector.Error, what: str) -> Exception:
    number = error.errno or 0
    code = str(number) if number > 0 else ""
    text = _safe(error.msg or str(error))
    if number in _MYSQL_CONFIGURATION:
        return ConfigurationError(_configuration_message(what, text), code=code)
    # The driver knows no number for a connection that is closed already, and may wrap its error in
    # one about the statement's parameters.
    cause = error.__cause__ or error
    lost = number < 0 and isinstance(cause, mysql.connector.OperationalError)
    if lost or number in _MYSQL_RETRY or isinstance(error, mysql.connector.InterfaceError):
        return _unavailable(what, text, code)
    return StatementFailedError(f"The LMS database refused {what}: {text} ({number}).", code=code)


def _configuration_message(what: str, text: str) -> str:
    return (
        f"The LMS database cannot serve {what}: {text}. Check the connection lms_default and its "
        "role's grants (include/setup/roles has the scripts); our own tables are made by running "
        "the DAG hiperus_check as their owner."
    )


def _unavailable(what: str, text: str, code: str) -> StorageUnavailableError:
    error = StorageUnavailableError(f"The LMS database did not finish {what}: {text}.", code=code)
    return error.leaving("Nothing was kept; try again later.")


def _safe(text: str) -> str:
    first_line = text.strip().split("\n", 1)[0].rstrip(".")
    return _LONG_DIGITS.sub(lambda digits: f"{digits.group()[:3]}…", first_line)
