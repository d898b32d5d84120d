"""What all tests share: no sockets in unit tests, real databases where a test asks for one."""

from __future__ import annotations

import os
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from pytest_socket import disable_socket, enable_socket

from dev.servers import mariadb
from dev.servers.postgres import PostgresServer
from hiperus.storage.database import Database
from tests.support.roles import connect, create_schema, migrate

REPOSITORY = Path(__file__).parents[1]
# Before anything imports Airflow: a home of this test run's own.
os.environ.update(
    AIRFLOW_HOME=tempfile.mkdtemp(prefix="hiperus-airflow-"),
    AIRFLOW__CORE__DAGS_FOLDER=str(REPOSITORY / "dags"),
    AIRFLOW__CORE__PLUGINS_FOLDER=str(REPOSITORY / "plugins"),
    AIRFLOW__CORE__LOAD_EXAMPLES="False",
    HIPERUS_DEADLINES="off",
)

# How long an example takes depends on what else the machine does; it proves nothing.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

UNIT_FOLDERS = ("unit", "property", "golden")


@pytest.fixture(autouse=True)
def _sockets(request: pytest.FixtureRequest) -> Iterator[None]:
    """Unit, property and golden tests may not open sockets."""
    folder = Path(request.node.path).relative_to(REPOSITORY / "tests").parts[0]
    if folder in UNIT_FOLDERS:
        disable_socket(allow_unix_socket=True)
    yield
    enable_socket()


@pytest.fixture(scope="session")
def server_folder() -> Iterator[Path]:
    """A short path that every user may enter: sockets' paths are limited in length."""
    with tempfile.TemporaryDirectory(prefix="hv") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="session")
def postgres_server(server_folder: Path) -> Iterator[PostgresServer]:
    """One embedded PostgreSQL for the whole test run."""
    server = PostgresServer(server_folder, durable=False)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def mariadb_server(server_folder: Path) -> Iterator[mariadb.MariaDbServer]:
    """One private MariaDB for the whole test run."""
    if not mariadb.is_installed():
        message = "MariaDB is missing: apt-get install mariadb-server (make test does it as root)."
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    server = mariadb.MariaDbServer(server_folder, durable=False)
    yield server
    server.stop()


@pytest.fixture(params=["postgres", "mysql"])
def empty_database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """URL of an empty database of this test's own, once for each dialect."""
    fixture = "postgres_server" if request.param == "postgres" else "mariadb_server"
    server = request.getfixturevalue(fixture)
    name = f"t{uuid.uuid4().hex[:12]}"
    yield server.create_database(name)
    server.drop_database(name)


@pytest.fixture
def empty_database(empty_database_url: str) -> Iterator[Database]:
    """An empty database of this test's own, once for each dialect."""
    with connect(empty_database_url) as database:
        yield database


@pytest.fixture
def lms_database(empty_database: Database) -> Database:
    """A current LMS with our tables, empty of calls and accounts, once for each dialect."""
    create_schema(empty_database, "current")
    migrate(empty_database)
    return empty_database


@pytest.fixture
def existing_lms_database(empty_database: Database) -> Database:
    """A current LMS with the old plugin's tables as they grew, once for each dialect."""
    create_schema(empty_database, "current", "hiperus_2017")
    migrate(empty_database)
    return empty_database
