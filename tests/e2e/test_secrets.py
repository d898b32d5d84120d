"""Secrets are planted, jobs run well and badly, and nothing they leave behind holds a secret.

Searched: what the tasks print, Airflow's home (its database with XComs, rendered fields and run
parameters; logs; reports), what the page answers, what people are told by e-mail and webhook, and
our tables. Where a secret may be is said in `dev/secrets_search.py`.
"""

from __future__ import annotations

import json
import stat
import threading
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dev.lms.seed import SeededLms
from dev.secrets_search import Finding, Kind, Secret, search_database, search_files, search_texts
from dev.servers.postgres import PostgresServer
from dev.servers.roles import RUNS
from dev.simulator.calls import CallMaker
from dev.simulator.data import World, make_world
from dev.simulator.server import Simulator
from dev.simulator.service import Credentials, Service
from dev.simulator.switches import Switches
from tests.e2e.dag_runs import DagRuns
from tests.e2e.page_crawl import crawl
from tests.support.roles import connect, create_schema, migrate, put_settings, seed
from tests.support.sinks import mailbox, webhook

PLATFORM = Secret("the platform's password", 'plant-Platforma"1&ł')
WRONG = Secret("a wrong password of the platform", "plant-Wrong-2")
LMS = Secret("the LMS database's password", "plant-Lms@3/x")
MAIL = Secret("the mail server's password", "plant-Mail-4")
CALLEE = Secret("a called number", "48799135791357", Kind.NUMBER)
SPOILED = Secret("a called number in quarantine", "48799246802468", Kind.NUMBER)
TERMINAL = Secret("a terminal's password", "plant-Terminal-5", Kind.TERMINAL_PASSWORD)
END_USER = Secret("an end user's password", "plant-EndUser-6", Kind.END_USER_PASSWORD)
JUNE = {"billing_type": "all", "billing_success": "all"}


@dataclass
class Site:
    """Everything around Airflow; `secrets` grow as the platform gives out sessions."""

    url: str
    service: Service
    simulator: Simulator
    world: World
    runs: DagRuns
    folder: Path
    mails: Any
    hook: Any
    states: dict[str, str] = field(default_factory=dict)
    visited: dict[str, list[str]] = field(default_factory=dict)

    def secrets(self) -> list[Secret]:
        """Return all that was planted, and what came into being meanwhile."""
        made = [row["password"] for row in self.world.terminals[-1:]]
        return [
            *(PLATFORM, WRONG, LMS, MAIL, CALLEE, SPOILED, TERMINAL, END_USER),
            Secret("the webhook's URL", self.hook.url),
            *(Secret("a session id", session) for session in self.service.sessions_given),
            *(Secret("a new terminal's password", p, Kind.TERMINAL_PASSWORD) for p in made),
        ]

    def run(self, name: str, dag_id: str, conf: dict[str, Any] | None = None, **more: Any) -> None:
        self.states[name] = self.runs.run(dag_id, conf, **more)

    def look(self, name: str, environment: dict[str, str]) -> None:
        """Visit the page and keep its answers where the search finds them."""
        folder, home = self.folder / f"page, {name}", self.folder / "home"
        self.visited[name] = crawl(folder, home, environment, "2026-06")


def connections(simulator: Simulator, socket: str, password: str, mails: Any) -> dict[str, str]:
    platform = {"conn_type": "hiperus", "host": simulator.url, "login": "demo"}
    platform |= {"password": password, "schema": "example.pl"}
    lms = {"conn_type": "postgres", "host": socket, "login": RUNS, "schema": "secrets"}
    mail = {"conn_type": "smtp", "host": "127.0.0.1", "port": mails.server_address[1]}
    mail |= {"password": MAIL.value, "extra": {"disable_ssl": True, "disable_tls": True}}
    mail["extra"]["from_email"] = "air@example.pl"
    return {
        "AIRFLOW_CONN_HIPERUS_DEFAULT": json.dumps(platform),
        "AIRFLOW_CONN_LMS_DEFAULT": json.dumps(lms | {"password": LMS.value}),
        "AIRFLOW_CONN_SMTP_DEFAULT": json.dumps(mail),
    }


@pytest.fixture(scope="module")
def site(
    postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("secrets")
    url = postgres_server.create_database("secrets")
    with ExitStack() as stack:
        stack.callback(postgres_server.drop_database, "secrets")
        world = make_world(4, date(2026, 6, 1))
        for row in world.terminals:
            row["password"] = TERMINAL.value
        for row in world.end_users:
            row["password"] = END_USER.value
        service = Service(
            world, CallMaker(world, "secrets", 12), Credentials("demo", PLATFORM.value)
        )
        service.switches = Switches(rate_limit=0)
        simulator = Simulator(service)
        threading.Thread(target=simulator.serve_forever, daemon=True).start()
        stack.callback(simulator.server_close)
        stack.callback(simulator.shutdown)
        mails, hook = stack.enter_context(mailbox()), stack.enter_context(webhook())
        environment = connections(simulator, postgres_server.socket_folder, PLATFORM.value, mails)
        runs = DagRuns(
            folder / "home",
            folder / "printed.log",
            {
                **environment,
                "HIPERUS_RATE_LIMIT_URL": f"file://{folder / 'rate.sqlite'}",
                "HIPERUS_ALERT_EMAIL": "noc@example.pl",
                "HIPERUS_ALERT_WEBHOOK": hook.url,
            },
        )
        stack.callback(runs.stop)
        made = Site(url, service, simulator, world, runs, folder, mails, hook)
        _fill(url)
        _run_everything(made, postgres_server.socket_folder)
        yield made


def _fill(url: str) -> SeededLms:
    with connect(url) as database:
        create_schema(database, "current")
        ids = seed(database, range(1001, 1005))
        put_settings(
            database,
            first_billed_month="2026-06",
            numberplanid=ids.own_plan_id,
            quarantine_limit=50,
        )
        migrate(database)
        return ids


def _run_everything(site: Site, socket: str) -> None:
    days = JUNE | {"billing_from": "2026-06-01", "billing_to": "2026-06-30"}
    good = connections(site.simulator, socket, PLATFORM.value, site.mails)
    site.run("check", "hiperus_check")
    site.run("import", "hiperus_import", {})
    _plant_numbers(site)
    site.run("load", "hiperus_cdr_backfill", days)
    site.run("invoices", "hiperus_invoice", {"fakedate": "2026/07/01"})
    asked = {"customers": list(range(1001, 1005)), "month_from": "2026-06"}
    site.run("statements", "hiperus_statement", asked, today=date(2026, 7, 1))
    account = site.world.accounts[0]["id"]
    terminal = {"id_customer": int(account), "username": "nowy", "id_pricelist": 2}
    change = {"entity": "terminal", "action": "create", "payload": terminal}
    site.run("change", "hiperus_provision", change)
    site.run("reconcile", "hiperus_reconcile")
    site.run("retention", "hiperus_retention")
    site.look("after success", good)
    # Now everything that quotes what it should not.
    telling = f"haslo {PLATFORM.value} sesja {'{}'} abonent {CALLEE.value}"
    for kind, action, name, dag_id, conf in (
        ("refuse", "GetTerminalList", "refused", "hiperus_import", {"categories": ["terminals"]}),
        ("fault", "GetBilling", "fault", "hiperus_cdr_backfill", days),
    ):
        session = site.service.sessions_given[-1]
        text = telling.format(session)
        site.simulator.faults.add({"kind": kind, "action": action, "text": text, "times": 99})
        site.hook.status = 500  # the webhook's own failure must not show its URL
        site.run(name, dag_id, conf)
        site.hook.status = 200
        site.simulator.faults.clear()
    _break_a_table(site)
    site.run("database error", "hiperus_cdr_backfill", days | {"billing_to": "2026-06-02"})
    wrong = connections(site.simulator, socket, WRONG.value, site.mails)
    site.run("wrong password", "hiperus_check", **wrong)
    site.run("no database", "hiperus_check", **good | _nowhere(good))
    site.look("after failures", good)
    site.look("no database", good | _nowhere(good))


def _plant_numbers(site: Site) -> None:
    """Let two calls be to marked numbers, and one of them not be storable."""
    calls = site.service.maker.of_day(date(2026, 6, 1), "outgoing", Switches())
    good, bad = [call for call in calls if call.is_success][:2]
    for call, secret in ((good, CALLEE), (bad, SPOILED)):
        call.row["bill_cpb"] = secret.value
    bad.row["duration"] = "no number"


def _break_a_table(site: Site) -> None:
    """From now on PostgreSQL refuses the planted call and would quote all of it."""
    with connect(site.url) as database:
        database.execute_text("DELETE FROM hv_billing_link")
        database.execute_text("DELETE FROM hv_billing")
        database.execute_text(
            "ALTER TABLE hv_billing ADD CONSTRAINT no_such_call"
            f" CHECK (bill_cpb <> '{CALLEE.value}')"
        )


def _nowhere(good: dict[str, str]) -> dict[str, str]:
    lms = json.loads(good["AIRFLOW_CONN_LMS_DEFAULT"]) | {"host": "127.0.0.1", "port": 9}
    return {"AIRFLOW_CONN_LMS_DEFAULT": json.dumps(lms)}


def test_the_jobs_really_ran_and_really_failed(site: Site) -> None:
    assert site.states == {
        **dict.fromkeys(
            (
                "check",
                "import",
                "load",
                "invoices",
                "statements",
                "change",
                "reconcile",
                "retention",
            ),
            "success",
        ),
        **dict.fromkeys(
            ("refused", "fault", "database error", "wrong password", "no database"), "failed"
        ),
    }
    assert site.service.sessions_given
    assert len(site.hook.records) >= 1
    printed = (site.folder / "printed.log").read_text("utf-8")
    for sentence in ("haslo ***", "violates check constraint", "Nieprawidłowy login"):
        assert sentence in printed, sentence


def test_the_page_really_showed_what_there_is(site: Site) -> None:
    """The planted calls are among what it was asked for."""
    assert len(site.visited["after success"]) > 20
    assert len(site.visited["no database"]) >= 4
    pages = [file.read_text("utf-8") for file in (site.folder / "page, after success").iterdir()]
    masked = f"{CALLEE.value[:4]}…"
    for shown in ("/calls/list?", "/invoices/line?", "is not a whole number", masked):
        assert any(shown in page for page in pages), shown


def test_the_secrets_are_where_they_belong(site: Site) -> None:
    """So that a search that finds nothing elsewhere is known to be able to find them."""
    for secret, place in (
        (TERMINAL, "hv_terminal WHERE password ="),
        (END_USER, "hv_enduserlist WHERE password ="),
        (SPOILED, "hv_quarantine WHERE record LIKE"),
    ):
        sign = "%" if place.endswith("LIKE") else ""
        with connect(site.url) as database:
            assert database.fetch_text(f"SELECT 1 FROM {place} '{sign}{secret.value}{sign}'"), place


def test_no_secret_is_printed_logged_stored_or_reported(site: Site) -> None:
    found = search_files(site.secrets(), site.folder)
    assert _told(each for each in found if not _is_own_statement(site, each)) == []


def test_statements_are_the_one_place_of_called_numbers_and_nobody_else_may_read_them(
    site: Site,
) -> None:
    files = [path for path in _statements(site).rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == {".csv", ".pdf"}
    assert [path for path in files if CALLEE.value in path.read_bytes().decode("latin-1")]
    for path in files:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def _statements(site: Site) -> Path:
    return site.folder / "home" / "reports" / "statements"


def _is_own_statement(site: Site, found: Finding) -> bool:
    """Tell whether it is a called number in the statement of whoever called it."""
    place = Path(found.place)
    inside = place.is_relative_to(_statements(site)) and place.suffix == ".csv"
    return inside and found.secret == CALLEE.name


def test_nobody_is_told_a_secret(site: Site) -> None:
    mails = {f"mail {n}": str(mail) for n, mail in enumerate(site.mails.messages)}
    bodies = {
        f"mail {n}, decoded": part.get_content()
        for n, mail in enumerate(site.mails.messages)
        for part in mail.walk()
        if part.get_content_maintype() == "text"
    }
    records = {f"webhook {n}": json.dumps(each) for n, each in enumerate(site.hook.records)}
    assert mails
    assert records
    assert _told(search_texts(site.secrets(), mails | bodies | records)) == []


def test_our_tables_hold_a_secret_only_where_it_belongs(site: Site) -> None:
    with connect(site.url) as database:
        assert _told(search_database(site.secrets(), database)) == []


def _told(found: Iterable[Finding]) -> list[str]:
    return sorted(map(str, found))
