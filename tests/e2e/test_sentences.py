"""What goes wrong is said in one sentence by `airflow dags test`, and nothing is written."""

from __future__ import annotations

import json
import os
import re
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from dev.servers.postgres import PostgresServer
from dev.servers.roles import RUNS
from dev.simulator.calls import CallMaker
from dev.simulator.data import make_world
from dev.simulator.server import Simulator
from dev.simulator.service import Credentials, Service
from dev.simulator.switches import Switches
from hiperus.storage.catalogue import columns_of
from tests.e2e.test_month import MONTH, OWN_TABLES
from tests.support.roles import (
    connect,
    create_schema,
    migrate,
    put_settings,
    seed,
    superuser,
)

ROOT = Path(__file__).parents[2]
SECRET = "planted-secret-7319"
JUNE = {"billing_from": "2026-06-01", "billing_to": "2026-06-30", "billing_type": "all"}


@dataclass
class Site:
    """Airflow's surroundings for one `airflow dags test`."""

    home: Path
    socket: str
    service: Service
    platform_url: str
    login: dict[str, str] = field(default_factory=lambda: {"login": "demo", "password": "demo123"})
    database: str = "sentences"

    def run(self, dag_id: str, conf: dict[str, Any]) -> subprocess.CompletedProcess[str]:
        platform = {"conn_type": "hiperus", "host": self.platform_url, "schema": "example.pl"}
        lms = {"conn_type": "postgres", "host": self.socket, "login": RUNS}
        environment = {
            **os.environ,
            "AIRFLOW_HOME": str(self.home),
            "AIRFLOW_CONN_HIPERUS_DEFAULT": json.dumps({**platform, **self.login}),
            "AIRFLOW_CONN_LMS_DEFAULT": json.dumps({**lms, "schema": self.database}),
            "HIPERUS_RATE_LIMIT_URL": f"file://{self.home / 'rate.sqlite'}",
        }
        command = [str(ROOT / "bin" / "airflow"), "dags", "test", dag_id]
        return subprocess.run(
            [*command, "--conf", json.dumps(conf)],
            env=environment,
            capture_output=True,
            text=True,
            timeout=150,
            check=False,
        )


@pytest.fixture(scope="module")
def service() -> Iterator[tuple[Service, str]]:
    world = make_world(3, MONTH.first_day)
    service = Service(world, CallMaker(world, "e2e", 12), Credentials())
    server = Simulator(service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield service, server.url
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("airflow")


@pytest.fixture
def site(
    postgres_server: PostgresServer, home: Path, service: tuple[Service, str]
) -> Iterator[Site]:
    platform, url = service
    platform.reset()
    platform.switches = Switches(rate_limit=0)
    address = postgres_server.create_database("sentences")
    postgres_server.create_database("nolms")
    with connect(address) as database:
        create_schema(database, "current")
        seed(database, range(1001, 1004))
        migrate(database)
    yield Site(home, postgres_server.socket_folder, platform, url)
    postgres_server.drop_database("sentences")
    postgres_server.drop_database("nolms")


def wrong_password(site: Site) -> None:
    site.login = {"login": "demo", "password": SECRET}


def no_lms(site: Site) -> None:
    site.database = "nolms"


def unreachable(site: Site) -> None:
    site.platform_url = "http://127.0.0.1:9/hiperusapi.php"


def lost_table(site: Site) -> None:
    with connect(f"postgresql://postgres@/sentences?host={site.socket}") as database:
        database.execute_text("DROP TABLE hv_terminal CASCADE")


def billed(site: Site) -> None:
    """June is to be billed from here."""
    with connect(f"postgresql://postgres@/sentences?host={site.socket}") as database:
        put_settings(database, first_billed_month="2026-06")


def as_it_is(site: Site) -> None:
    """Leave everything in order: the parameters are the problem."""


CASES = [
    ("hiperus_check", {}, wrong_password, "does not accept|refused the login|Nieprawid"),
    ("hiperus_check", {}, unreachable, "platform cannot be reached.*refused"),
    ("hiperus_check", {}, no_lms, "table dbinfo is missing in the LMS database"),
    ("hiperus_import", {"categories": ["klienci"]}, as_it_is, "klienci"),
    ("hiperus_import", {"categories": ["terminals"]}, lost_table, "hv_terminal"),
    ("hiperus_cdr_backfill", {"billing_from": "2012-02-30"}, as_it_is, "is no date"),
    ("hiperus_cdr_backfill", {}, as_it_is, "Nothing says which days to load"),
    ("hiperus_cdr_backfill", {**JUNE, "account_id": 77}, as_it_is, "LMS holds no account 77"),
    ("hiperus_invoice", {"fakedate": "2026/07/01"}, as_it_is, "first_billed_month is not set"),
    ("hiperus_replay", {"load": 99}, as_it_is, "load 99 set no call aside"),
    ("hiperus_invoice", {"dryrun": True}, billed, "no parameter 'dryrun' .did you mean 'dry_run'"),
    ("hiperus_provision", {"dry-run": True}, as_it_is, "no parameter 'dry-run' .did you mean"),
    ("hiperus_invoice", {"customers": [1212]}, billed, "names 1212, to whom no account"),
]


@pytest.mark.parametrize(
    ("dag_id", "conf", "trouble", "sentence"),
    CASES,
    ids=[f"{case[0]} {case[2].__name__} {n}" for n, case in enumerate(CASES)],
)
def test_trouble_is_one_sentence_and_nothing_is_written(
    site: Site, dag_id: str, conf: dict[str, Any], trouble: Any, sentence: str
) -> None:
    trouble(site)
    before = rows(site)
    done = site.run(dag_id, conf)
    output = done.stdout + done.stderr
    assert done.returncode != 0, output[-2000:]
    assert re.search(sentence, output), output[-3000:]
    assert rows(site) == before
    assert SECRET not in output
    tries = len(re.findall(r"starting task_id=\S+ map_index=-1", output))
    healing = trouble is unreachable
    assert ("up_for_retry" in output) == healing, tries


def rows(site: Site) -> dict[str, int]:
    """Count the rows of each table that nothing may have been written to."""
    with connect(f"postgresql://postgres@/{site.database}?host={site.socket}") as database:
        return {
            table: database.fetch_text(f"SELECT COUNT(*) AS n FROM {table}")[0]["n"]
            for table in OWN_TABLES
            if columns_of(superuser(database), table)
        }
