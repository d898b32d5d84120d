"""The weekly comparison finds what differs, tells only what is new, and changes nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dev.simulator.calls import CallMaker
from dev.simulator.data import make_world
from dev.simulator.no_limiter import NoLimiter
from dev.simulator.server import Simulator
from dev.simulator.service import Credentials, Service
from dev.simulator.switches import Switches
from hiperus.accounts.import_category import import_category
from hiperus.accounts.rules.categories import Category, ImportOptions
from hiperus.calls.load import load_window
from hiperus.calls.rules.loading import LoadOptions
from hiperus.domain.cdr import CallType
from hiperus.domain.periods import DaySpan, windows
from hiperus.reconcile.reconcile import SAMPLE_DAYS, Reconciliation, keep_findings, reconcile
from hiperus.reconcile.report import write_report
from hiperus.reconcile.rules.findings import Detail, DetailCode, Finding, FindingKind
from hiperus.reconcile.tables import open_ends as page_open_ends
from hiperus.soap.client import HiperusClient
from hiperus.soap.settings import PlatformSettings
from hiperus.storage.database import Database
from hiperus.storage.ledger import RunOrigin
from tests.support.roles import seed
from tests.support.runs import a_run

TODAY = date(2026, 10, 12)
ORIGIN = RunOrigin("reconcile")


@pytest.fixture(scope="module")
def platform_url() -> Iterator[str]:
    world = make_world(6, date(2026, 10, 1))
    service = Service(world, CallMaker(world, "reconcile", 40), Credentials())
    service.switches = Switches(rate_limit=0)
    server = Simulator(service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.url
    server.shutdown()
    server.server_close()


@pytest.fixture
def platform(platform_url: str) -> Iterator[HiperusClient]:
    who = Credentials()
    settings = PlatformSettings(who.login, who.password, who.domain, endpoint=platform_url)
    with HiperusClient(settings, NoLimiter()) as client:
        yield client


@pytest.fixture
def lms(lms_database: Database, platform: HiperusClient) -> Database:
    """An LMS that holds what the platform lists."""
    seed(lms_database, range(1001, 1007))
    options = ImportOptions.parse(full_refresh=False, account_id=None, allow_mass_delete=False)
    for category in Category:
        import_category(a_run(lms_database, 1791000000, ORIGIN), platform, category, options)
    days = DaySpan(TODAY - timedelta(days=SAMPLE_DAYS + 1), TODAY)
    for window in windows(days, list(CallType)):
        load_window(a_run(lms_database, 1800000000, ORIGIN), platform, window, LoadOptions())
    return lms_database


def kinds(found: Reconciliation) -> set[str]:
    return {finding.kind for finding in found.findings}


def differences(found: Reconciliation) -> set[str]:
    return {
        f"{f.kind} {f.key}" for f in found.findings if "missing" in f.kind or "differ" in f.kind
    }


def test_after_an_import_nothing_differs(lms: Database, platform: HiperusClient) -> None:
    found = reconcile(a_run(lms, 0), platform, TODAY)
    assert differences(found) == set()
    assert found.compared["account"] == 6
    assert len(found.sampled) == 5


def test_what_only_one_side_has_and_what_is_orphaned_is_named(
    lms: Database, platform: HiperusClient
) -> None:
    terminal = lms.fetch_text("SELECT MIN(id) AS id FROM hv_terminal")[0]["id"]
    number = lms.fetch_text("SELECT MIN(id) AS id FROM hv_pstn")[0]["id"]
    linked = lms.fetch_text(
        "SELECT id, ext_billing_id AS customer FROM hv_customers WHERE ext_billing_id > 0"
    )[0]
    for text in (
        f"DELETE FROM hv_terminal WHERE id = {terminal}",
        f"UPDATE hv_pstn SET id = 999999 WHERE id = {number}",
        f"UPDATE customers SET deleted = 1 WHERE id = {linked['customer']}",
    ):
        lms.execute_text(text)
    found = reconcile(a_run(lms, 0), platform, TODAY)
    assert {
        f"terminal_missing_in_lms {terminal}",
        f"number_missing_in_lms {number}",
        "number_missing_on_platform 999999",
    } <= differences(found)
    assert f"account_orphaned {linked['id']}" in {f"{f.kind} {f.key}" for f in found.findings}


def test_calls_that_lms_lacks_are_found_by_counting(lms: Database, platform: HiperusClient) -> None:
    lms.execute_text("DELETE FROM hv_billing_link WHERE account_id IS NOT NULL")
    found = reconcile(a_run(lms, 0), platform, TODAY)
    details = {str(f.detail) for f in found.findings if f.kind == "calls_differ"}
    assert details
    assert not any("not loaded" in detail for detail in details)


def test_days_that_were_never_loaded_are_named_where_calls_differ(
    lms: Database, platform: HiperusClient
) -> None:
    day = TODAY - timedelta(days=3)
    for table, column in (("hv_billing_link", "cdr_id"), ("hv_billing", "id")):
        lms.execute_text(
            f"DELETE FROM {table} WHERE {column} IN (SELECT id FROM (SELECT id FROM hv_billing "
            f"WHERE start_time LIKE '{day}%%') AS of_day)"
        )
    lms.execute_text(f"DELETE FROM hv_coverage WHERE day = '{day}'")
    found = reconcile(a_run(lms, 0), platform, TODAY)
    details = [str(f.detail) for f in found.findings if f.kind == "calls_differ"]
    assert details
    assert all("; not loaded: " in detail and str(day) in detail for detail in details)


def test_priced_calls_on_no_invoice_leak_with_their_sum(
    lms: Database, platform: HiperusClient
) -> None:
    november = reconcile(a_run(lms, 0), platform, date(2026, 11, 2))
    assert "calls_not_billed" in kinds(november)
    stored = lms.fetch_text("SELECT SUM(cost) AS net FROM hv_billing WHERE cost <> 0")[0]["net"]
    assert november.leaking == stored


def test_a_finding_is_new_once_and_again_after_it_was_gone(
    lms: Database, platform: HiperusClient, tmp_path: Path
) -> None:
    findings = reconcile(a_run(lms, 0), platform, date(2026, 11, 2)).findings

    def keep(found: Any, now: int) -> list[Any]:
        return keep_findings(a_run(lms, now, ORIGIN), found)

    assert keep(findings, 1) == list(findings)
    assert keep(findings, 2) == []
    assert keep(findings[1:], 3) == []
    assert keep(findings, 4) == [findings[0]]


def test_a_finding_that_lasts_is_kept_with_its_figures_of_now(lms: Database) -> None:
    for week, net in enumerate(("10.5", "21"), start=1):
        calls = Detail.of(DetailCode.CALLS, calls=week)
        grown = Finding(FindingKind.CALLS_NOT_BILLED, "2026-09", calls, Decimal(net))
        keep_findings(a_run(lms, week, RunOrigin(f"week {week}")), [grown])
    (row,) = page_open_ends.findings(lms)
    assert row["finding"] == grown
    assert row["finding"].net == Decimal(21)
    assert row["subject"] == "calls_not_billed 2026-09: 2 calls (21 PLN net)"
    assert (row["times"], row["first_at"], row["last_at"]) == (2, 1, 2)
    assert row["dag_id"] == "week 2"


def test_the_report_shows_findings_and_sums(
    lms: Database, platform: HiperusClient, tmp_path: Path
) -> None:
    found = reconcile(a_run(lms, 0), platform, date(2026, 11, 2))
    page = write_report(found, tmp_path / "report").read_text("utf-8")
    assert "calls_not_billed" in page
    assert found.describe() in page.replace("&#x27;", "'")
    assert (tmp_path / "report" / "reconcile.csv").read_text("utf-8").count("\n") == 1 + len(
        found.findings
    )
