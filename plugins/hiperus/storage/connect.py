"""Opens an LMS database without Airflow, from a URL; Airflow's way in is `hiperus.hooks.lms`."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import mysql.connector
import psycopg

from hiperus.errors import ConfigurationError
from hiperus.storage.database import Database
from hiperus.storage.failures import translated
from hiperus.storage.statements import Dialect


def connect(url: str) -> Database:
    """Open `postgresql://…` or `mysql://user:password@host:port/database`.

    A MySQL socket is given as `?unix_socket=/path`.

    Raises:
        ConfigurationError: another scheme, or the database refuses login or name.
        StorageUnavailableError: out of reach.
    """
    scheme = urlsplit(url).scheme
    if scheme in {"postgres", "postgresql"}:
        with translated("connect"):
            return Database(psycopg.connect(url), Dialect.POSTGRES)
    if scheme == "mysql":
        with translated("connect"):
            return Database(_mysql(url), Dialect.MYSQL)
    raise ConfigurationError(f"The database URL starts with {scheme!r}; use postgresql or mysql.")


def _mysql(url: str) -> object:
    parts = urlsplit(url)
    options: dict[str, object] = {k: v[-1] for k, v in parse_qs(parts.query).items()}
    return mysql.connector.connect(
        host=parts.hostname or "127.0.0.1",
        port=parts.port or 3306,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        database=parts.path.lstrip("/"),
        allow_local_infile=True,
        **options,
    )
