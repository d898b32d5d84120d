"""An LMS, a simulated platform and a webhook for tests that run a real Airflow."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dev.servers.postgres import PostgresServer
from dev.servers.roles import RUNS
from dev.simulator.calls import CallMaker
from dev.simulator.data import make_world
from dev.simulator.server import Simulator
from dev.simulator.service import Credentials, Service
from dev.simulator.switches import Switches
from hiperus.storage.database import Database
from hiperus.storage.ledger import RunOrigin
from tests.support.plain_import import client_of, import_all
from tests.support.roles import connect, create_schema, migrate, put_settings, seed
from tests.support.sinks import webhook


@dataclass(frozen=True)
class AirflowWorld:
    """What surrounds Airflow."""

    postgres: PostgresServer
    lms_url: str
    simulator: Simulator
    hook: Any

    def database(self) -> Database:
        return connect(self.lms_url)

    def value(self, sql: str) -> Any:
        """Return one value from LMS."""
        with self.database() as database:
            return next(iter(database.fetch_text(sql)[0].values()))

    def make_metadata(self) -> str:
        """Make an empty database for Airflow, and return its URL."""
        self.postgres.create_database("airflow")
        return self.postgres.sqlalchemy_url("airflow")

    @property
    def alerts(self) -> list[dict[str, Any]]:
        """What the webhook was sent."""
        return list(self.hook.records)

    @property
    def environment(self) -> dict[str, str]:
        """Connections and the webhook, as environment variables."""
        who = Credentials()
        limit = self.simulator.service.switches.rate_limit
        platform = {
            "conn_type": "hiperus",
            "host": self.simulator.url,
            "login": who.login,
            "password": who.password,
            "schema": who.domain,
            "extra": {"requests_per_10s": limit or 1_000},
        }
        lms = {
            "conn_type": "postgres",
            "host": self.postgres.socket_folder,
            "login": RUNS,
            "schema": "lms",
        }
        return {
            "AIRFLOW_CONN_HIPERUS_DEFAULT": json.dumps(platform),
            "AIRFLOW_CONN_LMS_DEFAULT": json.dumps(lms),
            "HIPERUS_ALERT_WEBHOOK": self.hook.url,
        }


@contextmanager
def airflow_world(
    folder: Path, anchor: str, rate_limit: int = 0, calls_per_day: int = 6
) -> Iterator[AirflowWorld]:
    """Start everything but Airflow, and import the accounts.

    Args:
        folder: a short path that every user may enter.
        anchor: YYYY-MM, the month that is to be invoiced.
        rate_limit: requests in 10 s that the platform allows; 0: as many as one likes.
        calls_per_day: how many the platform lists on a weekday, of all types.
    """
    first = date.fromisoformat(f"{anchor}-01")
    with ExitStack() as stack:
        postgres = PostgresServer(folder)
        stack.callback(postgres.stop)
        url = postgres.create_database("lms")
        _fill(url, anchor)
        world = make_world(8, first)
        service = Service(world, CallMaker(world, "airflow", calls_per_day), Credentials())
        service.switches = Switches(rate_limit=0)
        simulator = Simulator(service)
        threading.Thread(target=simulator.serve_forever, daemon=True).start()
        stack.callback(simulator.server_close)
        stack.callback(simulator.shutdown)
        # Not what these tests are about, and Airflow would take a minute.
        with connect(url) as database, client_of(simulator.url) as client:
            import_all(database, client, RunOrigin(), lambda: int(time.time()))
        service.reset()
        service.switches = Switches(rate_limit=rate_limit)
        yield AirflowWorld(postgres, url, simulator, stack.enter_context(webhook()))


def covered_but(world: AirflowWorld, *gaps: str) -> None:
    """Let all days of 2025 count as loaded, but for some windows: so there is less to load.

    Args:
        world: whose LMS.
        gaps: windows that are left out, such as `2025-03` or `2025-03 outgoing`.
    """
    left_out = " OR ".join(f"to_char(d, 'YYYY-MM ') || t LIKE '{gap}%%'" for gap in gaps)
    with world.database() as database:
        database.execute_text(
            "INSERT INTO hv_coverage (day, calltype, success, state, load_id, confirmed_at)"
            " SELECT d::date, t, s, 'empty', 1, 1"
            " FROM generate_series('2025-01-01'::date, '2025-12-31'::date, '1 day') AS d,"
            " unnest(ARRAY['outgoing', 'incoming', 'disa', 'forwarded', 'internal', 'vpbx']) AS t,"
            " unnest(ARRAY['t', 'f']) AS s"
            f" WHERE NOT ({left_out})"
        )


def _fill(url: str, anchor: str) -> None:
    with connect(url) as database:
        create_schema(database, "current")
        ids = seed(database, range(1001, 1009))
        put_settings(
            database, first_billed_month=anchor, numberplanid=ids.own_plan_id, lookback_days=0
        )
        migrate(database)
