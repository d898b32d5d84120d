"""The embedded parts of the demo: an LMS in PostgreSQL and the simulated platform."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from dev.lms import create_schema
from dev.lms.seed import put_settings, seed
from dev.servers.postgres import PostgresServer
from hiperus.storage.connect import connect

REPOSITORY = Path(__file__).parents[2]
ACCOUNTS = 24
CUSTOMERS = range(1001, 1001 + ACCOUNTS)
MONTH = "2026-06"
PLATFORM_LOGIN = {"login": "demo", "password": "demo123", "schema": "example.pl"}
START_LIMIT_SECONDS = 30


class DemoLms:
    """A current LMS with invented customers and the settings that invoices need."""

    def __init__(self, folder: Path) -> None:
        """Start the server and fill the database anew."""
        self._server = PostgresServer(folder)
        self.url = self._server.create_database("lms")
        with connect(self.url) as database:
            create_schema(database, "current")
            lms = seed(database, CUSTOMERS)
            put_settings(database, first_billed_month=MONTH, numberplanid=lms.own_plan_id)

    @property
    def airflow_connection(self) -> str:
        """The connection `lms_default` as JSON."""
        socket = self._server.socket_folder
        return json.dumps(
            {"conn_type": "postgres", "host": socket, "login": "postgres", "schema": "lms"}
        )

    def make_metadata(self) -> str:
        """Make an empty database for Airflow beside LMS's, and return its URL."""
        self._server.create_database("airflow")
        return self._server.sqlalchemy_url("airflow")

    def stop(self) -> None:
        """Stop the server."""
        self._server.stop()


class DemoPlatform:
    """The simulated platform as a process of its own, and its data for the second opinion."""

    def __init__(self, folder: Path) -> None:
        """Start it on a free port and write its data down."""
        self._arguments = [sys.executable, "-m", "dev.simulator", "--accounts", str(ACCOUNTS)]
        self._arguments += ["--anchor", MONTH]
        self.dump = folder / "platform.json"
        self._run("--dump", str(self.dump))
        port_file = folder / "platform.port"
        port_file.unlink(missing_ok=True)
        self._log = (folder / "platform.log").open("ab")
        self._process = subprocess.Popen(
            [*self._arguments, "--port-file", str(port_file)],
            cwd=REPOSITORY,
            stdout=self._log,
            stderr=self._log,
            start_new_session=True,
        )
        self.url = f"http://127.0.0.1:{self._port(port_file)}/hiperusapi.php"

    @property
    def airflow_connection(self) -> str:
        """The connection `hiperus_default` as JSON."""
        return json.dumps({"conn_type": "hiperus", "host": self.url, **PLATFORM_LOGIN})

    @property
    def address(self) -> str:
        """Where it listens, for people."""
        return urlsplit(self.url).netloc

    def stop(self) -> None:
        """Stop it by its process id."""
        self._process.terminate()
        self._process.wait(10)
        self._log.close()

    def _run(self, *arguments: str) -> None:
        subprocess.run([*self._arguments, *arguments], cwd=REPOSITORY, check=True)

    def _port(self, port_file: Path) -> int:
        deadline = time.monotonic() + START_LIMIT_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            if port_file.exists():
                return int(port_file.read_text())
            time.sleep(0.1)
        raise RuntimeError(f"The simulated platform did not start; see {self._log.name}.")
