"""A question that the database never answers: its visitor is told soon, nobody else waits."""

from __future__ import annotations

import asyncio
import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
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
    headers = browser.headers["viewer"]
    transport = httpx.ASGITransport(browser.client.app, raise_app_exceptions=False)

    async def at_once() -> tuple[list[Any], list[tuple[float, int]]]:
        async with httpx.AsyncClient(
            transport=transport, base_url="http://testserver", timeout=30, headers=headers
        ) as client:
            crowd = [asyncio.create_task(client.get("/hiperus/calls")) for _ in range(CROWD)]
            while not proxy.swallowed:
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.5)
            others = []
            for path in ("/hiperus/coverage", "/api/v2/dags?limit=1", "/api/v2/monitor/health"):
                started = time.monotonic()
                answer = await client.get(path)
                others.append((time.monotonic() - started, answer.status_code))
            return await asyncio.gather(*crowd), others

    crowd, others = asyncio.run(at_once())
    assert [status for _, status in others] == [200, 200, 200]
    assert max(seconds for seconds, _ in others) < SOON
    assert {answer.status_code for answer in crowd} == {503}
    refused = [answer for answer in crowd if "Too many people are waiting" in answer.text]
    assert len(refused) > CROWD / 2
    assert all('http-equiv="refresh"' in answer.text for answer in refused)
