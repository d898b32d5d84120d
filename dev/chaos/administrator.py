"""What an administrator, another session or a full disk does to the database under a run."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from dev.servers.mariadb import MariaDbServer
from dev.servers.postgres import PostgresServer
from hiperus.storage.connect import connect
from hiperus.storage.database import Database
from hiperus.storage.statements import Dialect

Server = PostgresServer | MariaDbServer
_MEGABYTE = 1 << 20
_FILLED_UP_TO = 64 * 1024


def name_of(url: str) -> str:
    """Return the database's name."""
    return urlsplit(url).path.lstrip("/")


def throw_out(url: str, backend: int) -> bool:
    """End a session of somebody; tells whether there was one."""
    with connect(url) as database:
        if database.dialect is Dialect.POSTGRES:
            text = f"SELECT pg_terminate_backend({backend}) AS ended"
            return bool(database.fetch_text(text)[0]["ended"])
        database.execute_text(f"KILL {backend}")
        return True


@contextlib.contextmanager
def setting(server: Server, url: str, name: str, value: str, normal: str) -> Iterator[None]:
    """Let new sessions begin with a setting: of one database, or of the whole MariaDB server."""
    if isinstance(server, PostgresServer):
        _run(server, f'ALTER DATABASE "{name_of(url)}" SET {name} = {value}')
        try:
            yield
        finally:
            _run(server, f'ALTER DATABASE "{name_of(url)}" RESET {name}')
        return
    _run(server, f"SET GLOBAL {name} = {value}")
    try:
        yield
    finally:
        _run(server, f"SET GLOBAL {name} = {normal}")


def plain_user(server: Server, url: str) -> str:
    """Return the URL for a user who is no administrator, to whom read-only applies."""
    if isinstance(server, PostgresServer):
        return url
    server.run(
        "CREATE USER IF NOT EXISTS plain@'%'",
        f"GRANT ALL ON `{name_of(url)}`.* TO plain@'%'",
    )
    return server.url(name_of(url), user="plain")


@contextlib.contextmanager
def rival(url: str, *first: str) -> Iterator[Database]:
    """Open another session that has done something in a transaction and keeps its locks."""
    with connect(url) as database:
        if database.dialect is Dialect.POSTGRES:
            # Of two in a deadlock the one that looks first is given up: that is to be the other.
            database.execute_text("SET deadlock_timeout = '60s'")
        database.execute_text("START TRANSACTION")
        for text in first:
            database.execute_text(text)
        yield database
        database.execute_text("ROLLBACK")


@contextlib.contextmanager
def waiting_for(database: Database, text: str) -> Iterator[None]:
    """Run a statement that has to wait, in a thread; once it came through, its locks are freed."""

    def run() -> None:
        database.execute_text(text)
        database.execute_text("ROLLBACK")

    thread = threading.Thread(target=run)
    thread.start()
    time.sleep(0.5)
    try:
        yield
    finally:
        thread.join()


@contextlib.contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """Mount a file system of so many megabytes while the block lasts.

    Raises:
        OSError: this machine does not let us.
    """
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=777", "tmpfs", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise OSError(f"no small file system can be mounted: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=False)


@contextlib.contextmanager
def filled(folder: Path) -> Iterator[int]:
    """Leave no room on a small disk while the block lasts; yields the bytes that were free."""
    free = shutil.disk_usage(folder).free
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        for size in (_MEGABYTE, _FILLED_UP_TO, 1024):
            with contextlib.suppress(OSError):
                while True:
                    file.write(b"\0" * size)
    try:
        yield free
    finally:
        filler.unlink()


def _run(server: Server, text: str) -> None:
    with connect(server.url()) as database:
        database.execute_text(text)
