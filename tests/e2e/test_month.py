"""The whole main job without Airflow, on both databases: in from the platform, out as invoices.

The second opinion is the demo's script, which imports nothing of the project.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from dev.demo.expected_invoices import expected_lines
from dev.demo.results import differences, issued_lines
from dev.simulator.calls import CallMaker
from dev.simulator.data import make_world
from dev.simulator.dump import everything
from dev.simulator.server import Simulator
from dev.simulator.service import Credentials, Service
from dev.simulator.switches import Switches
from hiperus.calls.judge_vanished import judge_vanished
from hiperus.calls.load import load_window
from hiperus.calls.rules.loading import LoadOptions
from hiperus.domain.cdr import CallType
from hiperus.domain.periods import Month, windows
from hiperus.invoices.issue import issue
from hiperus.invoices.prepare import prepare
from hiperus.invoices.request import InvoiceRequest
from hiperus.soap.client import HiperusClient
from hiperus.storage.catalogue import columns_of
from hiperus.storage.database import Database
from hiperus.storage.ledger import RunOrigin
from tests.support.plain_import import client_of, import_all
from tests.support.roles import connect, create_schema, migrate, put_settings, seed, superuser
from tests.support.runs import a_run

MONTH = Month(2026, 6)
ACCOUNTS = 28
CUSTOMERS = range(1001, 1001 + ACCOUNTS)
ORIGIN = RunOrigin("e2e", "by hand", "month")
OWN_TABLES = (
    *("hv_customers", "hv_assign", "hv_terminal", "hv_pstn", "hv_pstnrange", "hv_pstnusage"),
    *("hv_enduserlist", "hv_pricelist", "hv_subscriptionlist", "hv_billing", "hv_billing_link"),
    *("hv_billing_revision", "hv_account_history", "hv_terminal_history", "hv_invoice"),
    *("hv_subscription_history", "hv_invoice_line", "hv_billing_invoiced", "hv_quarantine"),
    *("documents", "invoicecontents", "cash", "customerbalances"),
)


@dataclass(frozen=True)
class Platform:
    """The simulated platform and all it knows."""

    url: str
    knows: dict[str, Any]

    def client(self) -> HiperusClient:
        return client_of(self.url)


@pytest.fixture(scope="module")
def platform() -> Iterator[Platform]:
    world = make_world(ACCOUNTS, MONTH.first_day)
    maker = CallMaker(world, "e2e", 60)
    service = Service(world, maker, Credentials())
    service.switches = Switches(rate_limit=0)
    server = Simulator(service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Platform(
        server.url, everything(world, maker, Switches(), (MONTH.first_day, MONTH.last_day))
    )
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["fresh tables", "existing tables", "LMS of 2016"])
def lms(request: pytest.FixtureRequest, empty_database_url: str) -> Iterator[Database]:
    era = "old" if request.param == "LMS of 2016" else "current"
    plugin = ("hiperus_2017",) if request.param == "existing tables" else ()
    with connect(empty_database_url) as database:
        create_schema(database, era, *plugin)
        ids = seed(database, CUSTOMERS)
        put_settings(database, first_billed_month=MONTH, numberplanid=ids.own_plan_id)
        migrate(database)
        yield database


def clock() -> int:
    return int(time.time())


def run_month(database: Database, platform: Platform) -> list[str]:
    """Import, load the month and issue; returns what each step says of itself."""
    said = []
    run = a_run(database, clock, ORIGIN)
    with platform.client() as client:
        said += import_all(database, client, ORIGIN, clock)
        started = clock()
        for window in windows(MONTH.days, list(CallType)):
            load = load_window(run, client, window, LoadOptions())
            said.append(load.describe())
        judged = judge_vanished(run, MONTH.days, started, LoadOptions())
        said.append(judged.describe())
    request = InvoiceRequest(today=date(2026, 7, 1), fakedate=date(2026, 7, 1))
    result = issue(run, prepare(run, request))
    assert result.problems == ""
    return [*said, *result.lines()]


def snapshot(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of every table that a second run must leave alone."""
    found = {}
    for table in OWN_TABLES:
        if not columns_of(superuser(database), table):
            continue  # an LMS of 2016 keeps no balances
        rows = database.fetch_text(f"SELECT * FROM {table}")
        found[table] = sorted((tuple(row.values()) for row in rows), key=repr)
    return found


def test_a_month_comes_in_and_goes_out_to_the_grosz_and_a_second_run_changes_nothing(
    lms: Database, platform: Platform
) -> None:
    run_month(lms, platform)
    expected = expected_lines(platform.knows, str(MONTH), {str(c) for c in CUSTOMERS})
    assert differences(expected, issued_lines(lms)) == []
    stored = lms.fetch_text("SELECT COUNT(*) AS n FROM hv_billing")[0]["n"]
    assert stored == len(platform.knows["calls"])

    before = snapshot(lms)
    again = run_month(lms, platform)
    assert snapshot(lms) == before
    assert sum("nothing changed" in line for line in again) >= len(CallType) + 1


def test_lms_own_view_of_totals_and_balances_agree_with_our_ledger(
    lms: Database, platform: Platform
) -> None:
    run_month(lms, platform)
    ours = lms.fetch_text("SELECT SUM(gross) AS gross FROM hv_invoice WHERE state = 'issued'")
    cash = lms.fetch_text("SELECT SUM(value) AS charged FROM cash")
    contents = lms.fetch_text("SELECT SUM(value) AS gross FROM invoicecontents")
    stamps = lms.fetch_text("SELECT SUM(cost_billed) AS net FROM hv_billing_invoiced")
    lines = lms.fetch_text("SELECT SUM(exact_net) AS net FROM hv_invoice_line WHERE kind = 'calls'")
    assert ours[0]["gross"] == -cash[0]["charged"] == contents[0]["gross"]
    assert stamps[0]["net"] >= lines[0]["net"] > 0
