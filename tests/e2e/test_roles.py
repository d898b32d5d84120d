"""Airflow's FAB signs people in: what each role sees of the page, and may do there, in a browser.

docs/operations.md has the same as a table; it is read here. One Airflow serves all tests.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect, sync_playwright

from dev.cluster.compose import REPOSITORY
from dev.servers.postgres import PostgresServer
from dev.servers.roles import RUNS
from tests.support.fab_airflow import PASSWORD, FabAirflow
from tests.support.roles import add_row, connect, create_schema, migrate, seed

pytestmark = pytest.mark.database

MANUAL = REPOSITORY / "docs" / "operations.md"
OFFICE = "Biuro"
"""The role of one's own that the manual makes."""

PEOPLE = ("Public", "Viewer", OFFICE, "User", "Op", "Admin")
LIMIT_MS = 30_000
CALLEE, MASKED = "48501234567", "4850…"
CALL = {
    "id": 1,
    "customerid": 7,
    "rel_cause": 16,
    "start_time": "2026-10-15 10:00:00",
    "caller": "420000001",
    "bill_cpb": CALLEE,
    "duration": 60,
    "calltype": "outgoing",
    "country": "Polska",
    "cost": "0.1234",
    "reseller_cost": "0.0617",
    "margin": "0.0617",
    "success_call": "t",
    "subscription_used": "f",
}
RECORD = {
    "category": "cdr",
    "record_id": "900000",
    "record": "{}",
    "field": "cost",
    "reason": "cost is no amount",
    "day": "2026-10-15",
    "calltype": "outgoing",
    "success": "t",
    "fingerprint": "one",
    "load_id": 1,
    "created_at": 1,
}
ALL_FORMS = {"hiperus_import", "hiperus_note", "hiperus_reconcile", "hiperus_replay"}
SETTINGS = {
    "AIRFLOW__FAB__CACHE_TTL": "1",  # a right that is taken away is gone at once
    "HIPERUS_PAGE_NUMBERS": "full",
    "HIPERUS_START_DATE": "2026-10-01",
}


@pytest.fixture(scope="module")
def postgres(server_folder: Path) -> Iterator[PostgresServer]:
    server = PostgresServer(server_folder / "r")
    yield server
    server.stop()


@pytest.fixture(scope="module")
def lms(postgres: PostgresServer) -> str:
    """Make an LMS with one call and one record in quarantine; returns Airflow's connection."""
    with connect(postgres.create_database("lms")) as database:
        create_schema(database, "current")
        seed(database, [1001])
        migrate(database)
        add_row(database, "hv_billing", CALL)
        add_row(database, "hv_quarantine", RECORD)
    return json.dumps(
        {
            "conn_type": "postgres",
            "host": postgres.socket_folder,
            "login": RUNS,
            "schema": "lms",
        }
    )


@pytest.fixture(scope="module")
def airflow(
    postgres: PostgresServer, lms: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FabAirflow]:
    postgres.create_database("airflow")
    server = FabAirflow(
        tmp_path_factory.mktemp("airflow"),
        postgres.sqlalchemy_url("airflow"),
        {**SETTINGS, "AIRFLOW_CONN_LMS_DEFAULT": lms},
    )
    try:
        _make_people(server)
        yield server
    finally:
        server.stop()


def _make_people(server: FabAirflow) -> None:
    """Make a role of one's own as the manual says, and somebody of each role."""
    rights = [{"action": {"name": a}, "resource": {"name": r}} for r, a in rights_of_the_manual()]
    server.call("POST", "auth/fab/v1/roles", name=OFFICE, actions=rights)
    for role in PEOPLE[:-1]:
        who = dict.fromkeys(("username", "first_name", "last_name", "email"), role.lower())
        server.call("POST", "auth/fab/v1/users", **who, roles=[{"name": role}], password=PASSWORD)


def rights_of_the_manual() -> list[tuple[str, str]]:
    """Return resources and actions of the commands in the manual that make the role."""
    commands = re.findall(rf"add-perms {OFFICE} --action (\w+) --resource (.+)", MANUAL.read_text())
    assert commands
    found = [(action, re.findall(r'"([^"]+)"|(\S+)', names)) for action, names in commands]
    return [(quoted or bare, action) for action, names in found for quoted, bare in names]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    executable = shutil.which("chromium")
    if executable is None:
        message = "Chromium is missing: apt-get install chromium (make test does it as root)."
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def window(chromium: Browser, server: FabAirflow, user: str | None = None) -> Iterator[Page]:
    """Open a window in which somebody is signed in, or nobody."""
    context = chromium.new_context(locale="en-GB")
    if user:
        cookie = {"name": "_token", "value": server.token(user), "url": server.url}
        context.add_cookies([cookie])  # type: ignore[list-item]
    page = context.new_page()
    page.set_default_timeout(LIMIT_MS)
    yield page
    context.close()


def in_airflow(page: Page, server: FabAirflow, path: str) -> FrameLocator:
    """Open a page of ours in Airflow's frame."""
    page.goto(f"{server.url}/plugin/hiperus/hiperus/{path}")
    frame = page.frame_locator("iframe")
    frame.locator("main h1").wait_for()
    return frame


def told() -> dict[str, dict[str, str]]:
    """Read the manual's table: of each role what it sees and may do."""
    text = MANUAL.read_text("utf-8").split("### What each role sees and may do")[1]
    rows = [
        [cell.strip(" `") for cell in line.strip("|").split("|")]
        for line in text.split("\n\n")[2].splitlines()
    ]
    assert rows[0][0] == "role"
    return {row[0]: dict(zip(rows[0], row, strict=True)) for row in rows[2:]}


def test_the_manual_tells_of_each_role() -> None:
    assert list(told()) == ["nobody", *PEOPLE]


def test_who_is_not_signed_in_sees_nothing_and_is_led_to_sign_in(
    chromium: Browser, airflow: FabAirflow
) -> None:
    with window(chromium, airflow) as page:
        answer = page.goto(f"{airflow.url}/hiperus/open-ends")
        assert answer is not None
        assert answer.status == 401
        assert told()["nobody"]["the page"] == "no"
        page.get_by_role("link", name="Log in").click()
        page.locator('input[name="username"]').fill("viewer")
        page.locator('input[name="password"]').fill("not hers")
        page.locator('[type="submit"]').click()
        page.get_by_text("Invalid login").wait_for()
        page.locator('input[name="username"]').fill("viewer")
        page.locator('input[name="password"]').fill(PASSWORD)
        page.locator('[type="submit"]').click()
        page.get_by_role("link", name="Hiperus").first.click()
        page.frame_locator("iframe").locator("main h1").wait_for()


@pytest.mark.parametrize("role", PEOPLE)
def test_each_role_sees_and_may_do_what_the_manual_says(
    chromium: Browser, airflow: FabAirflow, role: str
) -> None:
    said = told()[role]
    with window(chromium, airflow, role.lower()) as page:
        answer = page.goto(f"{airflow.url}/hiperus/open-ends")
        assert answer is not None
        assert (answer.status == 200) is (said["the page"] == "yes")
        if answer.status != 200:
            assert "may not read the Hiperus DAGs" in page.locator("main").inner_text()
            return
        frame = in_airflow(page, airflow, "open-ends")
        forms = frame.locator("form[data-trigger]").all()
        assert {form.get_attribute("data-trigger") for form in forms} == _forms(said)
        frame = in_airflow(page, airflow, "coverage")
        may_load = "hiperus_cdr_backfill" in said["buttons"] or said["buttons"] == "all"
        assert frame.get_by_role("button", name="Load these days").count() == int(may_load)
        frame = in_airflow(page, airflow, "calls/list?month=2026-10")
        text = frame.locator("main").inner_text()
        is_full = said["called numbers in full"] == "yes"
        assert (CALLEE in text, MASKED in text) == (is_full, not is_full)


def _forms(said: dict[str, str]) -> set[str]:
    """Return the DAGs that forms of the page *Open ends* trigger, of those that may be."""
    if said["buttons"] == "all":
        return ALL_FORMS - {"hiperus_import"}  # its form stands beside calls that are nobody's
    return set() if said["buttons"] == "none" else set(re.findall(r"hiperus_\w+", said["buttons"]))


def test_a_right_to_one_dag_is_enough_for_its_form(chromium: Browser, airflow: FabAirflow) -> None:
    with window(chromium, airflow, OFFICE.lower()) as page:
        frame = in_airflow(page, airflow, "open-ends")
        form = _filled(frame)
        form.get_by_role("button").click()
        form.get_by_role("link", name="See the run in Airflow").wait_for()
    (run,) = airflow.call("GET", "api/v2/dags/hiperus_note/dagRuns")["dag_runs"]
    assert run["triggering_user_name"] == OFFICE.lower()
    assert run["conf"]["payload"]["customer"] == "1001"


def _filled(frame: FrameLocator) -> Any:
    form = frame.locator("form", has=frame.get_by_role("button", name="Hold these calls"))
    form.locator("[name=customer]").fill("1001")
    form.locator("[name=from]").fill("2026-10-01")
    form.locator("[name=reason]").fill("reklamacja")
    return form


def test_a_right_that_was_taken_away_since_is_refused_by_airflow_and_said(
    chromium: Browser, airflow: FabAirflow
) -> None:
    with window(chromium, airflow, "user") as page:
        frame = in_airflow(page, airflow, "open-ends")
        form = _filled(frame)
        airflow.call("PATCH", "auth/fab/v1/users/user", roles=[{"name": "Viewer"}])
        page.wait_for_timeout(1500)
        form.get_by_role("button").click()
        expect(form.get_by_role("status")).to_have_text("Your role may not trigger this DAG.")
    assert len(airflow.call("GET", "api/v2/dags/hiperus_note/dagRuns")["dag_runs"]) <= 1


def test_the_first_administrator_s_password_is_in_no_log(airflow: FabAirflow) -> None:
    files = [path for path in airflow.folder.rglob("*") if path.is_file()]
    assert {"setup.log", "api-server.log"} <= {path.name for path in files}
    holding = [path for path in files if PASSWORD.encode() in path.read_bytes()]
    assert holding == []
