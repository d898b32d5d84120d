"""The page in a real browser, inside Airflow's own UI, on an LMS with a few months' story.

One Airflow serves all tests; they run in the order they stand in. With HIPERUS_SCREENSHOTS=1 the
pictures of the README are made anew.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, sync_playwright

from dev.demo.airflow_server import REPOSITORY, AirflowServer
from dev.simulator.service import Credentials
from tests.support.airflow_world import AirflowWorld, airflow_world
from tests.support.listening import listens_on
from tests.support.page_world import billed_months, fill, gap
from tests.support.plain_import import client_of

pytestmark = pytest.mark.database

TODAY = date.today()  # noqa: DTZ011
CALLS_PER_DAY = 120
PASSWORD = "a password of the tests"
PICTURES = REPOSITORY / "docs" / "images"
WIDE, PHONE = (1280, 860), (390, 844)
PAGES = ("coverage", "calls", "invoices", "open-ends")
LIMIT_MS = 30_000


@pytest.fixture(scope="module")
def world(server_folder: Path) -> Iterator[AirflowWorld]:
    anchor = str(billed_months(TODAY)[0])
    with airflow_world(server_folder / "p", anchor, calls_per_day=CALLS_PER_DAY) as found:
        with found.database() as database, client_of(found.simulator.url) as platform:
            fill(database, platform, TODAY)
        yield found


@pytest.fixture(scope="module")
def airflow(world: AirflowWorld, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    home = tmp_path_factory.mktemp("airflow")
    passwords = home / "passwords.json"
    passwords.write_text(json.dumps(dict.fromkeys(("admin", "viewer"), PASSWORD)))
    server = AirflowServer(
        home,
        {
            **world.environment,
            "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "False",
            "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": "admin:admin,viewer:viewer",
            "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(passwords),
            "HIPERUS_START_DATE": str(TODAY),
        },
        world.make_metadata(),
        login=("admin", PASSWORD),
    )
    yield server
    server.stop()


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


@dataclass
class Watched:
    """A window of the browser, and what went wrong in it."""

    page: Page
    url: str
    problems: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Note errors, foreign hosts and what the policy forbade."""
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.problems.append(f"error: {error}"))
        self.page.on("request", self._asked)

    def open(self, path: str) -> FrameLocator:
        """Open a page of ours in Airflow's frame."""
        self.page.goto(f"{self.url}/plugin/hiperus/hiperus/{path}")
        frame = self.page.frame_locator("iframe")
        frame.locator("main").wait_for(timeout=LIMIT_MS)
        # Not for an idle network: Airflow's own page asks for news without end.
        self.page.wait_for_timeout(1000)
        return frame

    def _said(self, message: Any) -> None:
        if message.type == "error":
            self.problems.append(f"console: {message.text}")

    def _asked(self, request: Any) -> None:
        where = urlsplit(request.url)
        if where.scheme in {"http", "https"} and where.netloc != urlsplit(self.url).netloc:
            self.problems.append(f"request to {where.netloc}")


Look = Callable[..., Any]


@pytest.fixture(scope="module")
def look(airflow: AirflowServer, chromium: Browser, world: AirflowWorld) -> Look:
    """Open windows in which somebody is logged in."""
    states: dict[str, Any] = {}

    @contextmanager
    def opened(
        user: str = "admin",
        language: str = "en",
        theme: str = "light",
        size: tuple[int, int] = WIDE,
    ) -> Iterator[Watched]:
        if user not in states:
            states[user] = _logged_in(chromium, airflow.url, user)
        context = chromium.new_context(
            storage_state=states[user],
            viewport={"width": size[0], "height": size[1]},
            reduced_motion="reduce",
        )
        _choose(context, language, theme)
        watched = Watched(context.new_page(), airflow.url)
        watched.page.set_default_timeout(LIMIT_MS)
        watched.watch()
        yield watched
        context.close()

    return opened


def _logged_in(chromium: Browser, url: str, user: str) -> Any:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(url)
    page.locator('input[name="username"]').fill(user)
    page.locator('input[name="password"]').fill(PASSWORD)
    page.locator('button[type="submit"]').click()
    page.get_by_role("link", name="Hiperus").first.wait_for(timeout=LIMIT_MS)
    state = context.storage_state()
    context.close()
    return state


def _choose(context: BrowserContext, language: str, theme: str) -> None:
    context.add_init_script(
        f"if (!sessionStorage.chosen) {{ sessionStorage.chosen = 1;"
        f"localStorage.setItem('i18nextLng', '{language}');"
        f"localStorage.setItem('theme', '{theme}'); }}"
    )


def _picture(watched: Watched, name: str) -> None:
    if os.environ.get("HIPERUS_SCREENSHOTS"):
        PICTURES.mkdir(parents=True, exist_ok=True)
        watched.page.screenshot(path=PICTURES / f"{name}.png", scale="css")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("pl", "dark")])
def test_every_page_opens_in_airflow_without_a_complaint(
    look: Look, page: str, language: str, theme: str
) -> None:
    with look(language=language, theme=theme) as watched:
        frame = watched.open(page)
        html = frame.locator("html")
        assert html.get_attribute("lang") == language
        assert html.get_attribute("data-theme") == theme
        assert frame.locator("h1").count() == 1
        assert frame.locator(".problem").count() == 0
        for chart in frame.locator("[data-figure]").all():
            chart.locator("svg").first.wait_for()
        _picture(watched, page if language == "en" else f"{page}-{language}-{theme}")
        assert watched.problems == []


@pytest.mark.parametrize("page", PAGES)
def test_every_page_fits_a_phone(look: Look, page: str, airflow: AirflowServer) -> None:
    with look(size=PHONE, language="pl") as watched:
        watched.page.goto(f"{airflow.url}/hiperus/{page}")
        watched.page.wait_for_load_state("networkidle")
        width = watched.page.evaluate("document.documentElement.scrollWidth")
        assert width <= PHONE[0]
        _picture(watched, f"{page}-phone") if page == "coverage" else None
        assert watched.problems == []


@pytest.mark.parametrize("page", PAGES)
def test_every_page_can_be_read_without_seeing_it(
    look: Look, page: str, airflow: AirflowServer
) -> None:
    with look() as watched:
        watched.page.goto(f"{airflow.url}/hiperus/{page}")
        unnamed = watched.page.evaluate(
            """() => [...document.querySelectorAll(
                 'table, input, select, button, a, [role=img], [role=region], nav, section')]
               .filter((e) => !(e.getAttribute('aria-label') || e.getAttribute('aria-labelledby')
                 || e.title || e.labels?.length || e.caption?.textContent.trim()
                 || (['BUTTON', 'A'].includes(e.tagName) && e.textContent.trim())
                 || e.getAttribute('aria-live') || e.querySelector(':scope > h2, :scope > h1')
                 || e.type === 'hidden' || e.hidden))
               .map((e) => e.outerHTML.slice(0, 80))"""
        )
        assert unnamed == []
        headings = "thead th:not([scope]), tbody th:not([scope])"
        assert watched.page.locator(headings).count() == 0
        assert watched.page.locator("main").count() == 1
        watched.page.keyboard.press("Tab")
        watched.page.keyboard.press("Enter")
        assert watched.page.evaluate("document.activeElement.id") == "main"


def test_theme_and_language_follow_airflow_and_the_switch(look: Look) -> None:
    with look() as watched:
        frame = watched.open("coverage")
        watched.page.evaluate("localStorage.setItem('theme', 'dark')")
        frame.locator("html[data-theme=dark]").wait_for(state="attached")
        watched.page.evaluate("localStorage.setItem('i18nextLng', 'pl')")
        frame.locator("html[lang=pl]").wait_for(state="attached")
        frame.locator("[data-language=en]").click()
        frame.locator("html[lang=en]").wait_for(state="attached")
        frame.get_by_role("link", name="Open ends").click()
        frame.get_by_role("heading", name="What is open").wait_for()
        assert watched.problems == []


def test_a_missing_day_is_looked_at_chosen_and_loaded(
    look: Look, airflow: AirflowServer, world: AirflowWorld
) -> None:
    airflow.call("PATCH", "dags/hiperus_cdr_backfill", is_paused=False)
    days = gap(TODAY)
    with look() as watched:
        frame = watched.open("coverage")
        outgoing = frame.locator("table[data-type=outgoing]")
        outgoing.locator(f'[data-day="{days.start}"]').click()
        panel = frame.locator("#day")
        panel.get_by_text("TransportError").wait_for()
        assert "did not answer" in panel.inner_text()
        watched.page.keyboard.press("Shift+ArrowDown")
        watched.page.keyboard.press("Shift+ArrowDown")
        chosen = outgoing.locator("[aria-selected=true]")
        assert chosen.count() == 3
        assert frame.locator("[name=billing_to]").input_value() == str(days.last_day)
        _picture(watched, "backfill")
        frame.get_by_role("button", name="Load these days").click()
        run = frame.get_by_role("link", name="See the run in Airflow")
        run.wait_for()
        run.click()
        watched.page.wait_for_url("**/dags/hiperus_cdr_backfill/runs/**")
        run_id = watched.page.url.split("/runs/")[1].split("/")[0].split("?")[0]
        found = airflow.call("GET", f"dags/hiperus_cdr_backfill/dagRuns/{run_id}")
        assert found["conf"] == {
            "billing_from": str(days.start),
            "billing_to": str(days.last_day),
            "billing_type": "outgoing",
            "billing_success": "all",
            "only_missing": True,
        }
        _ended(airflow, run_id)
        frame = watched.open("coverage")
        for day in days.days():
            square = frame.locator(f'table[data-type=outgoing] [data-day="{day}"]')
            assert _state(world, day) in (square.get_attribute("class") or "").split()
        assert watched.problems == []


def _state(world: AirflowWorld, day: date) -> str:
    """Return what a loaded day is shown as: the simulator makes few calls, on some days none."""
    calls = (
        "SELECT COUNT(*) AS n FROM hv_billing WHERE calltype = 'outgoing' AND success_call = 't'"
        " AND start_time >= %(day)s AND start_time < %(next)s"
    )
    with world.database() as database:
        span = {"day": str(day), "next": str(day + timedelta(days=1))}
        return "s-loaded" if database.fetch_text(calls, span)[0]["n"] else "s-empty"


def _ended(airflow: AirflowServer, run_id: str, limit_seconds: int = 240) -> None:
    deadline = time.monotonic() + limit_seconds
    path = f"dags/hiperus_cdr_backfill/dagRuns/{run_id}"
    while (state := airflow.call("GET", path)["state"]) not in {"success", "failed"}:
        assert time.monotonic() < deadline
        time.sleep(1)
    assert state == "success", airflow.failures("hiperus_cdr_backfill")


def test_quarantined_calls_are_replayed_from_the_page(look: Look, airflow: AirflowServer) -> None:
    with look(language="pl") as watched:
        frame = watched.open("open-ends")
        row = frame.locator("tr", has_text="cost is no amount")
        row.get_by_role("button", name="Ponów").click()
        row.get_by_role("link", name="Zobacz uruchomienie w Airflow").wait_for()
        assert "wstrzymany" in row.inner_text()  # nobody has unpaused the DAG
        runs = airflow.call("GET", "dags/hiperus_replay/dagRuns")["dag_runs"]
        assert [run["conf"]["reason"] for run in runs] == ["cost is no amount"]
        assert watched.problems == []


STATEMENT_WORDS = {
    "en": ("Detailed statement", "Detailed statement of other months", "Make the statement"),
    "pl": ("Wykaz szczegółowy", "Wykaz szczegółowy z innych miesięcy", "Sporządź wykaz"),
}


@pytest.mark.parametrize("language", STATEMENT_WORDS)
def test_statements_are_asked_for_on_the_page(
    look: Look, airflow: AirflowServer, world: AirflowWorld, language: str
) -> None:
    button, more, make = STATEMENT_WORDS[language]
    month = billed_months(TODAY)[-1]
    with world.database() as database:
        (row,) = database.fetch_text(
            "SELECT MIN(customer_id) AS customer FROM hv_invoice "
            f"WHERE state = 'issued' AND billed_month = '{month.first_day}'"
        )
    customer = row["customer"]
    with look(language=language) as watched:
        frame = watched.open(f"invoices/customer?month={month}&customer={customer}")
        form = frame.locator("form[data-trigger=hiperus_statement]:not([data-parameters])")
        form.get_by_role("button", name=button, exact=True).click()
        form.get_by_role("link").wait_for()
        frame.get_by_text(more).click()
        form = frame.locator("form[data-parameters]")
        form.locator("[name=month_from]").fill(str(month.plus(-1)))
        form.locator("[name=month_to]").fill(str(month))
        form.locator("[value=csv]").uncheck()
        form.get_by_role("button", name=make).click()
        form.get_by_role("link").wait_for()
        assert watched.problems == []
    runs = airflow.call("GET", "dags/hiperus_statement/dagRuns?order_by=-run_after")["dag_runs"]
    usual = {"customers": [customer], "month_from": str(month)}
    asked = {
        "customers": [str(customer)],
        "month_from": str(month.plus(-1)),
        "month_to": str(month),
        "formats": ["pdf"],
    }
    found = [{name: run["conf"].get(name) for name in asked} for run in runs[:2]]
    assert found == [asked, dict.fromkeys(asked) | usual]


def test_who_may_only_look_is_told_so(look: Look) -> None:
    with look(user="viewer") as watched:
        frame = watched.open("coverage")
        frame.get_by_text("Your role may not trigger hiperus_cdr_backfill.").wait_for()
        assert frame.get_by_role("button", name="Load these days").count() == 0
        square = frame.locator(f'[data-day="{gap(TODAY).start}"]').first
        square.click()  # the figures of a day are for all who see the page
        frame.locator("#day").get_by_text("TransportError").wait_for()
        assert watched.problems == []


def test_nobody_sees_the_page_without_logging_in(chromium: Browser, airflow: AirflowServer) -> None:
    context = chromium.new_context(locale="pl-PL")
    page = context.new_page()
    answer = page.goto(f"{airflow.url}/hiperus/open-ends")
    assert answer is not None
    assert answer.status == 401
    assert "Nie jesteś zalogowany" in page.locator("main").inner_text()
    context.close()


def test_a_connection_is_made_and_tested_in_airflows_own_form(
    look: Look, airflow: AirflowServer, world: AirflowWorld
) -> None:
    who = Credentials()
    with look() as watched:
        page = watched.page
        page.goto(f"{airflow.url}/connections")
        page.get_by_role("button", name="Add Connection").click()
        page.locator('input[name="connection_id"]').fill("hiperus_second")
        page.get_by_role("combobox").first.click()
        page.keyboard.type("Hiperus")
        page.keyboard.press("Enter")
        page.get_by_text("Endpoint URL").wait_for()
        host = page.locator('input[name="host"]')
        assert host.get_attribute("placeholder") == "https://backend.hiperus.pl:8080/hiperusapi.php"
        host.fill(world.simulator.url)
        page.locator('input[name="port"]').fill(str(urlsplit(world.simulator.url).port))
        page.locator('input[name="login"]').fill(who.login)
        page.locator('input[name="password"]').fill(who.password)
        page.locator('input[name="schema"]').fill(who.domain)
        page.get_by_text("Extra Fields").first.click()
        page.get_by_text("Requests in 10 s").first.wait_for()
        page.get_by_role("button", name="Save").click()
        row = page.locator("tr", has_text="hiperus_second")
        row.wait_for()
        with page.expect_response("**/connections/test") as answer:
            row.get_by_role("button", name="Test Connection").click()
        told = answer.value.json()
        assert told.get("status") is True, (told, answer.value.request.post_data)
        airflow.call("DELETE", "connections/hiperus_second")


def test_airflow_listens_on_this_machine_alone(airflow: AirflowServer) -> None:
    """It is the demo's Airflow, into which the demo lets everybody who reaches it."""
    found = listens_on(airflow.process_ids)
    assert airflow.port in {port for _, port in found}
    assert {f"{at} {port}" for at, port in found if not at.is_loopback} == set()
