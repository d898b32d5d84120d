"""Every error of the database drivers becomes one of ours, without the values it quotes."""

from __future__ import annotations

import pickle

import mysql.connector
import mysql.connector.errors
import psycopg
import psycopg.errors
import pytest

from hiperus.errors import (
    ConfigurationError,
    StatementFailedError,
    StorageError,
    StorageUnavailableError,
)
from hiperus.storage.failures import translated

CASES = [
    (psycopg.errors.DeadlockDetected("x"), StorageUnavailableError),
    (psycopg.errors.SerializationFailure("x"), StorageUnavailableError),
    (psycopg.errors.LockNotAvailable("x"), StorageUnavailableError),
    (psycopg.errors.AdminShutdown("x"), StorageUnavailableError),
    (psycopg.errors.DiskFull("x"), StorageUnavailableError),
    (psycopg.errors.ReadOnlySqlTransaction("x"), StorageUnavailableError),
    (
        psycopg.OperationalError("server closed the connection unexpectedly"),
        StorageUnavailableError,
    ),
    (psycopg.InterfaceError("the connection is closed"), StorageUnavailableError),
    (psycopg.errors.InvalidPassword("x"), ConfigurationError),
    (psycopg.errors.UndefinedTable("x"), ConfigurationError),
    (psycopg.errors.InsufficientPrivilege("x"), ConfigurationError),
    (psycopg.errors.UniqueViolation("x"), StatementFailedError),
    (psycopg.errors.NumericValueOutOfRange("x"), StatementFailedError),
    (mysql.connector.errors.DatabaseError(msg="x", errno=1213), StorageUnavailableError),
    (mysql.connector.errors.DatabaseError(msg="x", errno=1205), StorageUnavailableError),
    (mysql.connector.errors.InterfaceError(msg="x", errno=2013), StorageUnavailableError),
    (
        mysql.connector.errors.OperationalError("MySQL Connection not available"),
        StorageUnavailableError,
    ),
    (mysql.connector.errors.ProgrammingError(msg="x", errno=1045), ConfigurationError),
    (mysql.connector.errors.ProgrammingError(msg="x", errno=1146), ConfigurationError),
    (mysql.connector.errors.IntegrityError(msg="x", errno=1062), StatementFailedError),
    (mysql.connector.errors.DataError(msg="x", errno=1264), StatementFailedError),
]


@pytest.mark.parametrize(("raised", "expected"), CASES, ids=[str(n) for n in range(len(CASES))])
def test_driver_errors_become_ours(raised: Exception, expected: type[Exception]) -> None:
    with pytest.raises(expected, match="some/statement") as caught, translated("some/statement"):
        raise raised
    assert caught.value.__cause__ is None


CODES = [
    (psycopg.errors.UniqueViolation("x"), "23505"),
    (psycopg.errors.DeadlockDetected("x"), "40P01"),
    (psycopg.errors.UndefinedTable("x"), "42P01"),
    (psycopg.OperationalError("server closed the connection unexpectedly"), ""),
    (mysql.connector.errors.IntegrityError(msg="x", errno=1062), "1062"),
    (mysql.connector.errors.DatabaseError(msg="x", errno=1213), "1213"),
    (mysql.connector.errors.ProgrammingError(msg="x", errno=1045), "1045"),
    (mysql.connector.errors.OperationalError("MySQL Connection not available"), ""),
]


@pytest.mark.parametrize(("raised", "code"), CODES, ids=[str(n) for n in range(len(CODES))])
def test_the_database_s_own_code_is_kept_as_a_field(raised: Exception, code: str) -> None:
    with pytest.raises((StorageError, ConfigurationError)) as caught, translated("x"):
        raise raised
    assert caught.value.code == code
    assert pickle.loads(pickle.dumps(caught.value)).code == code  # noqa: S301 -- our own


def test_a_connection_lost_before_the_parameters_were_sent_is_to_be_retried() -> None:
    error = mysql.connector.errors.ProgrammingError("Failed processing pyformat-parameters", -1)
    error.__cause__ = mysql.connector.errors.OperationalError("MySQL Connection not available.")
    with pytest.raises(StorageUnavailableError), translated("statement"):
        raise error


def test_a_message_keeps_no_whole_number_and_no_second_line() -> None:
    raised = psycopg.errors.UniqueViolation(
        "duplicate key 48600100200\nDETAIL: Failing row contains (tajne)"
    )
    with pytest.raises(StatementFailedError) as caught, translated("x"):
        raise raised
    assert "48600100200" not in str(caught.value)
    assert "tajne" not in str(caught.value)
