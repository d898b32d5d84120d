"""From the Airflow connection of the LMS database to a `Database`; its type picks the dialect."""

from __future__ import annotations

import json
from typing import Any

import mysql.connector
from airflow.sdk import BaseHook

from hiperus.errors import ConfigurationError
from hiperus.storage.database import Database
from hiperus.storage.deadline import Deadline
from hiperus.storage.failures import translated
from hiperus.storage.statements import Dialect

MYSQL_CLIENT = "mysql-connector-python"
MYSQL_PORT = 3306
CONNECT_SECONDS = 5
"""How long people at a page wait until a server lets them in."""


class LmsHook(BaseHook):
    """Opens the LMS database of a `postgres` or `mysql` connection."""

    conn_name_attr = "lms_conn_id"
    default_conn_name = "lms_default"

    def __init__(self, lms_conn_id: str = default_conn_name, **kwargs: Any) -> None:
        """Keep the connection's id; nothing is opened yet."""
        super().__init__(**kwargs)
        self.lms_conn_id = lms_conn_id

    def get_database(self) -> Database:
        """Open the database.

        Raises:
            ConfigurationError: no such connection, another type, or login refused.
            StorageUnavailableError: out of reach.
        """
        connection = self.get_connection(self.lms_conn_id)
        with translated(self._name):
            if self._dialect(connection) is Dialect.POSTGRES:
                return Database(_postgres(connection), Dialect.POSTGRES)
            return Database(_mysql(connection), Dialect.MYSQL)

    def get_reader(self, deadline: Deadline) -> Database:
        """Open the database for people who look: nothing can be written.

        What takes long is given up by the server, so that a running import is not held up; what the
        server never answers is given up at the deadline.

        Raises:
            ConfigurationError: no such connection, another type, or login refused.
            StorageUnavailableError: out of reach, or silent.
        """
        connection = self.get_connection(self.lms_conn_id)
        dialect = self._dialect(connection)
        opened = _postgres_reader if dialect is Dialect.POSTGRES else _mysql_reader
        with translated(self._name):
            made = opened(connection)
        deadline.watch(made)
        database = Database(made, dialect)
        database.read_only()
        return database

    @property
    def _name(self) -> str:
        return f"the connection {self.lms_conn_id}"

    def _dialect(self, connection: Any) -> Dialect:
        if connection.conn_type in {"postgres", "postgresql"}:
            return Dialect.POSTGRES
        if connection.conn_type == "mysql":
            return Dialect.MYSQL
        raise ConfigurationError(
            f"The connection {self.lms_conn_id} is of type {connection.conn_type!r}; "
            "the LMS database needs type postgres or mysql."
        )


def _postgres(connection: Any) -> Any:
    from airflow.providers.postgres.hooks.postgres import PostgresHook  # noqa: PLC0415 - heavy

    return PostgresHook(connection=connection).get_conn()


def _postgres_reader(connection: Any) -> Any:
    patience = {"connect_timeout": CONNECT_SECONDS}
    connection.extra = json.dumps({**patience, **connection.extra_dejson})
    return _postgres(connection)


def _mysql(connection: Any) -> Any:
    from airflow.providers.mysql.hooks.mysql import MySqlHook  # noqa: PLC0415 - heavy

    # The hook's default client needs a compiler to install; ours does not.
    extra = {**connection.extra_dejson, "client": MYSQL_CLIENT}
    connection.extra = json.dumps(extra)
    return MySqlHook(connection=connection, local_infile=True).get_conn()


def _mysql_reader(connection: Any) -> Any:
    """Open what `_mysql` opens; Airflow's hook would hand on neither time limit nor client."""
    encrypted = {k: v for k, v in connection.extra_dejson.items() if k.startswith("ssl_")}
    made: Any = mysql.connector.connect(
        host=connection.host or "localhost",
        port=int(connection.port or MYSQL_PORT),
        user=connection.login,
        password=connection.password or "",
        database=connection.schema or "",
        use_pure=True,  # the client in C keeps its socket to itself
        connection_timeout=CONNECT_SECONDS,
        read_timeout=CONNECT_SECONDS,
        **encrypted,
    )
    made.read_timeout = None  # from here on the deadline holds
    return made
