"""A private MariaDB from Debian's packages, on a free port of the loopback interface."""

from __future__ import annotations

import getpass
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import mysql.connector

from dev.servers.ports import free_port

START_LIMIT_SECONDS = 60
QUICK = (
    "--innodb-flush-log-at-trx-commit=0",
    "--innodb-doublewrite=0",
    "--innodb-flush-method=nosync",
)


def is_installed() -> bool:
    """Tell whether this machine has the server."""
    return bool(_program("mariadbd") and _program("mariadb-install-db"))


class MariaDbServer:
    """A running server with its data in one folder; `root` has no password."""

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        """Make the data folder, start the server and wait until it answers.

        Args:
            folder: where its data, log and socket are.
            durable: False lets a power cut lose data, which makes tests several times faster.
        """
        self.port = free_port()
        self.data = folder / "mariadb"
        # A server that starts deletes what it takes for leftovers in this folder: in a shared
        # one these are the temporary tables of a server that is running.
        temporary = folder / "mariadb-tmp"
        temporary.mkdir(parents=True, exist_ok=True)
        user = getpass.getuser()
        if os.geteuid() == 0 and _has_user("mysql"):
            user = "mysql"
            shutil.chown(folder, user)
            shutil.chown(temporary, user)
        if not self.data.is_dir():
            _install(self.data, temporary, user)
        self._log = (folder / "mariadb.log").open("ab")
        self._process = subprocess.Popen(
            [
                str(_program("mariadbd")),
                "--no-defaults",
                f"--user={user}",
                f"--datadir={self.data}",
                f"--tmpdir={temporary}",
                f"--socket={folder / 'mariadb.sock'}",
                f"--port={self.port}",
                "--bind-address=127.0.0.1",
                "--local-infile=1",
                "--innodb-buffer-pool-size=512M",
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_polish_ci",
                *([] if durable else QUICK),
            ],
            stdout=self._log,
            stderr=self._log,
            start_new_session=True,
        )
        self._wait()

    def url(self, database: str = "", user: str = "root", password: str = "") -> str:
        """Return the URL of one database."""
        secret = f":{password}" if password else ""
        return f"mysql://{user}{secret}@127.0.0.1:{self.port}/{database}"

    def run(self, *commands: str) -> None:
        """Run administrative statements."""
        with mysql.connector.connect(host="127.0.0.1", port=self.port, user="root") as connection:
            for command in commands:
                with connection.cursor() as cursor:
                    cursor.execute(command)

    def create_database(self, name: str) -> str:
        """Make an empty database anew and return its URL."""
        self.run(f"DROP DATABASE IF EXISTS `{name}`", f"CREATE DATABASE `{name}`")
        return self.url(name)

    def drop_database(self, name: str) -> None:
        """Remove a database."""
        self.run(f"DROP DATABASE IF EXISTS `{name}`")

    def stop(self) -> None:
        """Stop the server by its process id."""
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(10)
        self._log.close()

    def _wait(self) -> None:
        deadline = time.monotonic() + START_LIMIT_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            with suppress(mysql.connector.Error):
                self.run("SELECT 1 INTO @ready")
                return
            time.sleep(0.2)
        self.stop()
        raise RuntimeError(f"MariaDB did not start; see {self.data.parent / 'mariadb.log'}.")


@contextmanager
def mariadb(folder: Path) -> Iterator[MariaDbServer]:
    """Run a server while the block lasts."""
    server = MariaDbServer(folder)
    try:
        yield server
    finally:
        server.stop()


def _program(name: str) -> str | None:
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin:/usr/libexec")


def _install(data: Path, temporary: Path, user: str) -> None:
    command = [str(_program("mariadb-install-db")), "--no-defaults", f"--datadir={data}"]
    command += [f"--tmpdir={temporary}", f"--user={user}"]
    command += ["--auth-root-authentication-method=normal", "--skip-test-db"]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"mariadb-install-db made no database in {data}: {done.stdout}")


def _has_user(name: str) -> bool:
    with suppress(KeyError):
        pwd.getpwnam(name)
        return True
    return False
