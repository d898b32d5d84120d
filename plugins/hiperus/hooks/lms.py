"""From the Airflow connection of the LMS database to a `Database`; its type picks the dialect."""

from __future__ import annotations

import json
from typing import Any

from airflow.sdk import BaseHook

from hiperus.errors import ConfigurationError
from hiperus.storage.database import Database
from hiperus.storage.failures import translated
from hiperus.storage.statements import Dialect

MYSQL_CLIENT = "mysql-connector-python"
READER_PATIENCE = {"connect_timeout": 5}
"""Seconds that people at a page wait for a PostgreSQL server; MySQL's client has ten."""


class LmsHook(BaseHook):
    """Opens the LMS database of a `postgres` or `mysql` connection."""

    conn_name_attr = "lms_conn_id"
    default_conn_name = "lms_default"

    def __init__(self, lms_conn_id: str = default_conn_name, **kwargs: Any) -> None:
        """Keep the connection's id; nothing is opened yet."""
        super().__init__(**kwargs)
        self.lms_conn_id = lms_conn_id

    def get_database(self, *, for_reading: bool = False) -> Database:
        """Open the database.

        Args:
            for_reading: for people who look: nothing can be written, and what takes long is given
                up, so that a running import is not held up.

        Raises:
            ConfigurationError: no such connection, another type, or login refused.
            StorageUnavailableError: out of reach.
        """
        connection = self.get_connection(self.lms_conn_id)
        database = self._opened(connection, READER_PATIENCE if for_reading else {})
        if for_reading:
            database.read_only()
        return database

    def _opened(self, connection: Any, patience: dict[str, int]) -> Database:
        with translated(f"the connection {self.lms_conn_id}"):
            if connection.conn_type in {"postgres", "postgresql"}:
                return Database(_postgres(connection, patience), Dialect.POSTGRES)
            if connection.conn_type == "mysql":
                return Database(_mysql(connection), Dialect.MYSQL)
        raise ConfigurationError(
            f"The connection {self.lms_conn_id} is of type {connection.conn_type!r}; "
            "the LMS database needs type postgres or mysql."
        )


def _postgres(connection: Any, patience: dict[str, int]) -> Any:
    from airflow.providers.postgres.hooks.postgres import PostgresHook  # noqa: PLC0415 - heavy

    connection.extra = json.dumps({**patience, **connection.extra_dejson})
    return PostgresHook(connection=connection).get_conn()


def _mysql(connection: Any) -> Any:
    from airflow.providers.mysql.hooks.mysql import MySqlHook  # noqa: PLC0415 - heavy

    # The hook's default client needs a compiler to install; ours does not.
    extra = {**connection.extra_dejson, "client": MYSQL_CLIENT}
    connection.extra = json.dumps(extra)
    return MySqlHook(connection=connection, local_infile=True).get_conn()
