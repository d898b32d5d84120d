"""Turns what the database drivers raise into our errors, without the values they quote.

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

_MYSQL_RETRY = {1040, 1053, 1129, 1158, 1159, 1160, 1161, 1205, 1213, 1290, 1317, 1836, 1927, 1969}
_MYSQL_RETRY |= {1021, 1114, 2002, 2003, 2006, 2013, 2055, 3024, 3572, 4031}
_MYSQL_CONFIGURATION = {1044, 1045, 1049, 1142, 1143, 1146, 1698}
_POSTGRES_RETRY = ("08", "40", "53", "55P03", "57", "58030", "25006")
_POSTGRES_CONFIGURATION = ("28", "3D", "42501", "42P01")
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
    if state.startswith(_POSTGRES_CONFIGURATION):
        return ConfigurationError(_configuration_message(what, text))
    lost = not state and isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
    if lost or state.startswith(_POSTGRES_RETRY):
        return StorageUnavailableError(_unavailable_message(what, text))
    return StatementFailedError(f"The LMS database refused {what}: {text} ({state}).")


def _from_mysql(error: mysql.connector.Error, what: str) -> Exception:
    number = error.errno or 0
    text = _safe(error.msg or str(error))
    if number in _MYSQL_CONFIGURATION:
        return ConfigurationError(_configuration_message(what, text))
    # The driver knows no number for a connection that is closed already, and may wrap its error in
    # one about the statement's parameters.
    cause = error.__cause__ or error
    lost = number < 0 and isinstance(cause, mysql.connector.OperationalError)
    if lost or number in _MYSQL_RETRY or isinstance(error, mysql.connector.InterfaceError):
        return StorageUnavailableError(_unavailable_message(what, text))
    return StatementFailedError(f"The LMS database refused {what}: {text} ({number}).")


def _configuration_message(what: str, text: str) -> str:
    return (
        f"The LMS database cannot serve {what}: {text}. Check the connection lms_default and its "
        "role's grants (include/setup/roles has the scripts); our own tables are made by running "
        "the DAG hiperus_check as their owner."
    )


def _unavailable_message(what: str, text: str) -> str:
    return f"The LMS database did not finish {what}: {text}. Nothing was kept; try again later."


def _safe(text: str) -> str:
    first_line = text.strip().split("\n", 1)[0].rstrip(".")
    return _LONG_DIGITS.sub(lambda digits: f"{digits.group()[:3]}…", first_line)
