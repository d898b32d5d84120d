"""Who may open the page, and what it says when the database cannot serve."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from hiperus.storage.database import Database
from hiperus.web.app import make_app

NO_DATA = ("/static",)
QUERIES = {
    "/coverage/day": "day=2026-01-01&calltype=outgoing",
    "/invoices/file": "what=customers",
    "/invoices/customer": "customer=1",
    "/invoices/line": "line=1",
    "/invoices/draft": "customer=1&line=0",
}
"""What an address cannot be asked without."""

NOT_THERE = ("/invoices/customer", "/invoices/line")
"""Addresses that ask for a thing by its id."""
TRIGGERED = re.compile(r'data-trigger="(\w+)"')
FORM = re.compile(r'data-trigger=|id="backfill"|data-choose')


def routes() -> Iterator[str]:
    """Return every address that has data; parameters are filled in."""
    for route in make_app().routes:
        path = str(route.path)  # type: ignore[attr-defined]
        if not path.startswith(NO_DATA):
            yield f"{path}?{QUERIES.get(path, '')}"


PATHS = sorted(routes())


def test_there_are_routes_to_try() -> None:
    assert {"/?", "/coverage?", "/calls?", "/invoices?", "/open-ends?"} <= set(PATHS)


@pytest.mark.parametrize("path", PATHS)
def test_nobody_sees_anything_without_logging_in(browser: Any, path: str) -> None:
    answer = browser.get(path, role=None)
    assert answer.status_code == 401
    assert "You are not logged in" in answer.text


@pytest.mark.parametrize("path", PATHS)
def test_who_may_not_read_the_dags_sees_nothing(
    browser: Any, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from airflow.api_fastapi.app import get_auth_manager  # noqa: PLC0415

    def is_authorized_dag(*, details: Any = None, **_: Any) -> bool:
        return details is None or details.id != "hiperus_invoice"

    monkeypatch.setattr(get_auth_manager(), "is_authorized_dag", is_authorized_dag)
    answer = browser.get(path)
    assert answer.status_code == 403
    assert "may not read the Hiperus DAGs" in answer.text


def test_a_forged_token_is_refused(browser: Any) -> None:
    answer = browser.get("/coverage", role=None, headers={"Authorization": "Bearer abc"})
    assert answer.status_code in {401, 403}


def test_headers_are_strict(browser: Any) -> None:
    answer = browser.get("/coverage", role=None)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'self'" in policy
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_language_link_is_named_by_what_is_seen_of_it(browser: Any) -> None:
    text = browser.get("/coverage", role=None).text
    for code, name in (("en", "English"), ("pl", "Polski")):
        link = text.split(f'data-language="{code}"', 1)[1].split("</a>")[0]
        assert "aria-label" not in link
        assert f">{code}<span" in link
        assert name in link


def test_static_files_stay_in_the_cache(browser: Any) -> None:
    answer = browser.get("/static/plotly.min.js?v=1", role=None)
    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]
    assert browser.get("/static/page.css", role=None).headers["Cache-Control"] == "no-store"


@pytest.mark.database
@pytest.mark.parametrize("path", ["/coverage?language=en", "/open-ends?language=en"])
def test_forms_are_shown_to_those_who_may_trigger_their_dag(
    browser: Any, lms: str, lms_database: Database, path: str
) -> None:
    refused = "Your role may not trigger hiperus_"
    by_viewer, by_user = (browser.get(path, role=role).text for role in ("viewer", "user"))
    assert refused in by_viewer
    assert not FORM.search(by_viewer)
    assert refused not in by_user
    assert FORM.search(by_user)


@pytest.mark.database
def test_a_right_to_one_dag_shows_the_forms_of_that_dag_alone(
    browser: Any, lms: str, lms_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    from airflow.api_fastapi.app import get_auth_manager  # noqa: PLC0415

    def is_authorized_dag(*, method: str, details: Any = None, **_: Any) -> bool:
        return method == "GET" or details.id == "hiperus_note"

    monkeypatch.setattr(get_auth_manager(), "is_authorized_dag", is_authorized_dag)
    text = browser.get("/open-ends?language=en").text
    assert set(TRIGGERED.findall(text)) == {"hiperus_note"}
    assert "Your role may not trigger hiperus_reconcile." in text


@pytest.mark.database
def test_pages_survive_a_database_without_lms(browser: Any, lms: str) -> None:
    for path in PATHS[1:]:
        answer = browser.get(path)
        assert answer.status_code == 503
        assert "is not ready for this page" in answer.text


@pytest.mark.database
def test_pages_survive_an_lms_with_tables_of_no_or_an_older_version(
    browser: Any, lms: str, lms_database: Database
) -> None:
    for statement in (
        "UPDATE dbinfo SET keyvalue = '2026112301' WHERE keytype = 'dbversion_hiperus_airflow'",
        "DROP TABLE hv_coverage",
        "DELETE FROM dbinfo WHERE keytype = 'dbversion_hiperus_airflow'",
    ):
        lms_database.execute_text(statement)
        for path in PATHS[1:]:
            answer = browser.get(path)
            assert answer.status_code == 503
            assert "is not ready for this page" in answer.text


@pytest.mark.database
def test_pages_survive_an_lms_without_calls(browser: Any, lms: str, lms_database: Database) -> None:
    for path in PATHS[1:]:
        for language in ("en", "pl"):
            answer = browser.get(f"{path}&language={language}")
            assert answer.status_code in _answers(path)
            assert answer.headers.get("Content-Language", language) == language


def _answers(path: str) -> set[int]:
    if path.startswith("/invoices/draft"):
        return {503}  # the settings of this LMS allow no drafts
    return {404} if path.startswith(NOT_THERE) else {200}


@pytest.mark.parametrize("path", PATHS[1:])
def test_pages_survive_an_unreachable_database(
    browser: Any, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = {"conn_type": "postgres", "host": "127.0.0.1", "port": 1, "login": "x", "schema": "x"}
    monkeypatch.setenv("AIRFLOW_CONN_LMS_DEFAULT", json.dumps(where))
    answer = browser.get(path)
    assert answer.status_code == 503
    assert "out of reach" in answer.text


def test_pages_survive_a_missing_connection(browser: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AIRFLOW_CONN_LMS_DEFAULT", raising=False)
    answer = browser.get("/coverage")
    assert answer.status_code == 503
    assert "is not ready for this page" in answer.text
