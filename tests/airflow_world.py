"""An LMS, a simulated platform and a webhook for tests that run a real Airflow."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from hiperus.storage.connect import connect
from hiperus.storage.database import Database
from include.lms import create_schema
from include.lms.seed import seed
from include.servers.postgres import PostgresServer
from include.simulator.calls import CallMaker
from include.simulator.data import make_world
from include.simulator.server import Simulator
from include.simulator.service import Credentials, Service
from include.simulator.switches import Switches
from tests.sinks import webhook


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
            "login": "postgres",
            "schema": "lms",
        }
        return {
            "AIRFLOW_CONN_HIPERUS_DEFAULT": json.dumps(platform),
            "AIRFLOW_CONN_LMS_DEFAULT": json.dumps(lms),
            "HIPERUS_ALERT_WEBHOOK": self.hook.url,
        }


@contextmanager
def airflow_world(folder: Path, anchor: str, rate_limit: int = 0) -> Iterator[AirflowWorld]:
    """Start everything but Airflow.

    Args:
        folder: a short path that every user may enter.
        anchor: YYYY-MM, the month that is to be invoiced.
        rate_limit: requests in 10 s that the platform allows; 0: as many as one likes.
    """
    first = date.fromisoformat(f"{anchor}-01")
    with ExitStack() as stack:
        postgres = PostgresServer(folder)
        stack.callback(postgres.stop)
        url = postgres.create_database("lms")
        _fill(url, anchor)
        world = make_world(8, first)
        service = Service(world, CallMaker(world, "airflow", 6), Credentials())
        service.switches = Switches(rate_limit=rate_limit)
        simulator = Simulator(service)
        threading.Thread(target=simulator.serve_forever, daemon=True).start()
        stack.callback(simulator.server_close)
        stack.callback(simulator.shutdown)
        yield AirflowWorld(postgres, url, simulator, stack.enter_context(webhook()))


def covered_but(world: AirflowWorld, *months: str) -> None:
    """Let all days of 2025 count as loaded, but those of some months: so there is less to load."""
    gaps = ", ".join(f"'{month}'" for month in months)
    with world.database() as database:
        database.execute_text(
            "INSERT INTO hv_coverage (day, calltype, success, state, load_id, confirmed_at)"
            " SELECT d::date, t, s, 'empty', 1, 1"
            " FROM generate_series('2025-01-01'::date, '2025-12-31'::date, '1 day') AS d,"
            " unnest(ARRAY['outgoing', 'incoming', 'disa', 'forwarded', 'internal', 'vpbx']) AS t,"
            " unnest(ARRAY['t', 'f']) AS s"
            f" WHERE to_char(d, 'YYYY-MM') NOT IN ({gaps})"
        )


def _fill(url: str, anchor: str) -> None:
    with connect(url) as database:
        create_schema(database, "current")
        ids = seed(database, range(1001, 1009))
        settings = {
            "first_billed_month": anchor,
            "numberplanid": str(ids.own_plan_id),
            "lookback_days": "0",
        }
        for name, value in settings.items():
            database.execute_text(
                "INSERT INTO uiconfig (section, var, value) "
                "VALUES ('hiperus_c5', %(name)s, %(value)s)",
                {"name": name, "value": value},
            )
