"""A question that the database never answers: its visitor is told soon, nobody else waits."""

from __future__ import annotations

import asyncio
import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from hiperus.errors import AnswerOverdueError
from hiperus.hooks import lms as lms_hook
from hiperus.storage.database import Database
from hiperus.storage.statements import Dialect
from hiperus.web.calls import data as call_data
from hiperus.web.frame import lms as lms_frame
from hiperus.web.frame.lms import reading_run
from tests.support.roles import connect
from tests.support.swallowing_proxy import SwallowingProxy, mute_server, swallowing_proxy

pytestmark = pytest.mark.database
DEADLINE = 1
CROWD = 45
SOON = 2.0
"""Seconds in which somebody gets an answer who has nothing to do with the lost question."""


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lms_frame, "VISITOR_SECONDS", DEADLINE)
    monkeypatch.setattr(lms_frame, "DRAFT_SECONDS", DEADLINE)
    monkeypatch.setattr(lms_hook, "CONNECT_SECONDS", DEADLINE)
    monkeypatch.setattr(call_data, "_SHELF", call_data.MarkedCache(48))


@pytest.fixture
def proxy(
    lms: str, lms_database: Database, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SwallowingProxy]:
    """The page's connection leads through it to this test's own database."""
    parts = urlsplit(lms)
    folder = parse_qs(parts.query).get("host", [""])[0]
    target = f"{folder}/.s.PGSQL.{parts.port or 5432}" if folder else (parts.hostname, parts.port)
    with swallowing_proxy(target) as found:  # type: ignore[arg-type]
        lead_to(found.port, monkeypatch)
        yield found


def lead_to(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    where = json.loads(os.environ["AIRFLOW_CONN_LMS_DEFAULT"])
    monkeypatch.setenv(
        "AIRFLOW_CONN_LMS_DEFAULT", json.dumps({**where, "host": "127.0.0.1", "port": port})
    )


def about_calls_of(month: str) -> Callable[[bytes], bool]:
    return lambda sent: b"hv_billing" in sent and month.encode() in sent


def timed(ask: Callable[[], Any]) -> tuple[float, Any]:
    started = time.monotonic()
    answer = ask()
    return time.monotonic() - started, answer


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "gave no answer within 1 seconds, so this page has stopped waiting"),
        ("pl", "nie odpowiedziała w ciągu 1 s, więc ta strona przestała czekać"),
    ],
)
@pytest.mark.parametrize("path", ["/calls?month=2026-08", "/calls/list?month=2026-08"])
def test_a_swallowed_answer_is_waited_for_until_the_deadline(
    browser: Any, proxy: SwallowingProxy, path: str, language: str, said: str
) -> None:
    proxy.swallows = about_calls_of("2026-08")
    seconds, answer = timed(lambda: browser.get(f"{path}&language={language}"))
    assert proxy.swallowed == 1
    assert answer.status_code == 503
    assert said in answer.text
    assert DEADLINE <= seconds < DEADLINE + SOON
    proxy.swallows = lambda _: False
    assert browser.get(path).status_code == 200


def test_an_answer_lost_with_the_connection_still_open_is_cut_for_drafts_too(
    proxy: SwallowingProxy,
) -> None:
    def ask() -> None:
        with reading_run(patiently=True) as run:
            proxy.swallows = lambda sent: b"hv_load" in sent
            run.database.fetch_text("SELECT COUNT(*) AS n FROM hv_load")

    with pytest.raises(AnswerOverdueError, match=r"no answer within 1 s\. .*Nothing was changed"):
        ask()
    assert proxy.swallowed == 1


def test_somebody_who_waits_does_not_stop_another_month(
    browser: Any, proxy: SwallowingProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lms_frame, "VISITOR_SECONDS", 4)
    proxy.swallows = about_calls_of("2026-08")
    answers: list[Any] = []
    waiting = threading.Thread(
        target=lambda: answers.append(browser.get("/calls?month=2026-08")), daemon=True
    )
    waiting.start()
    while not proxy.swallowed:
        time.sleep(0.01)
    seconds, answer = timed(lambda: browser.get("/calls?month=2026-11"))
    assert answer.status_code == 200
    assert seconds < SOON
    assert not answers
    waiting.join(10)
    assert [a.status_code for a in answers] == [503]


def test_a_mute_server_is_given_up(
    browser: Any, lms: str, lms_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mute_server() as port:
        lead_to(port, monkeypatch)
        seconds, answer = timed(lambda: browser.get("/coverage"))
    assert answer.status_code == 503
    assert "did not answer in time" in answer.text or "gave no answer" in answer.text
    assert seconds < 2 * SOON + DEADLINE


def test_a_locked_table_stops_only_who_reads_it(
    browser: Any, lms: str, lms_database: Database
) -> None:
    with connect(lms) as locker:
        if locker.dialect is Dialect.POSTGRES:
            locker.execute_text("BEGIN")
            locker.execute_text("LOCK TABLE hv_billing IN ACCESS EXCLUSIVE MODE")
        else:
            locker.execute_text("LOCK TABLES hv_billing WRITE")
        seconds, answer = timed(lambda: browser.get("/calls"))
        assert answer.status_code == 503
        assert seconds < DEADLINE + SOON
        seconds, answer = timed(lambda: browser.get("/coverage"))
        assert answer.status_code == 200
        assert seconds < SOON
    assert browser.get("/calls").status_code == 200


def test_a_crowd_leaves_the_other_tabs_and_airflow_alone(
    browser: Any, proxy: SwallowingProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lms_frame, "VISITOR_SECONDS", 5)
    proxy.swallows = lambda sent: b"hv_billing" in sent
    app, token = browser.client.app, browser.headers["viewer"]["Authorization"]

    async def at_once() -> tuple[list[Asked], list[Asked]]:
        crowd = [asyncio.create_task(asked(app, "/hiperus/calls", token)) for _ in range(CROWD)]
        while not proxy.swallowed:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.5)
        paths = ("/hiperus/coverage", "/api/v2/dags", "/api/v2/monitor/health")
        others = [await asked(app, path, token) for path in paths]
        return await asyncio.gather(*crowd), others

    crowd, others = asyncio.run(at_once())
    assert [answer.status for answer in others] == [200, 200, 200]
    assert max(answer.seconds for answer in others) < SOON
    assert {answer.status for answer in crowd} == {503}
    refused = [answer for answer in crowd if "Too many people are waiting" in answer.text]
    assert len(refused) > CROWD / 2
    assert all('http-equiv="refresh"' in answer.text for answer in refused)


@dataclass(frozen=True)
class Asked:
    """An answer, and how long it took."""

    status: int
    text: str
    seconds: float


async def asked(app: Any, path: str, token: str) -> Asked:
    """Ask the app in this event loop, as its server does with many requests at once."""
    started, sent = time.monotonic(), []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        if sent:
            await asyncio.sleep(60)
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"testserver"), (b"authorization", token.encode())],
        "client": ("127.0.0.1", 1),
        "server": ("testserver", 80),
        "state": {},
    }
    with suppress(Exception):
        await app(scope, receive, send)
    body = b"".join(message.get("body", b"") for message in sent)
    return Asked(sent[0]["status"], body.decode(), time.monotonic() - started)
