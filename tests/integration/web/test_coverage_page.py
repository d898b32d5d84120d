"""The page "Coverage" on both databases: states of days, and the loads behind one."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from hiperus.calls.tables.coverage import known_days
from hiperus.storage.database import Database
from hiperus.storage.ledger import Load, RunOrigin, loads_of_day, reserve_load

pytestmark = pytest.mark.database

YESTERDAY = date.today() - timedelta(days=1)  # noqa: DTZ011


def a_day(database: Database, day: date, state: str, calltype: str = "outgoing") -> None:
    database.execute_text(
        "INSERT INTO hv_coverage (day, calltype, success, state, row_count, confirmed_at)"
        " VALUES (%(d)s, %(t)s, 't', %(s)s, 1234, 1)",
        {"d": day, "t": calltype, "s": state},
    )


def a_load(database: Database, first: date, last: date, **values: Any) -> int:
    load = Load(
        "cdr",
        values.pop("status", "loaded"),
        1_000,
        1_065,
        first,
        last + timedelta(days=1),
        values.pop("calltype", "outgoing"),
        "all",
        sum_cost=Decimal("1234.5"),
        **values,
    )
    origin = RunOrigin("hiperus_cdr_daily", "scheduled__2026-11-01T00:01:00+00:00", "load", 0, 1)
    return reserve_load(database, load, origin)


def test_the_loads_of_a_day_are_those_whose_window_holds_it(lms_database: Database) -> None:
    day = date(2026, 3, 10)
    month = a_load(lms_database, date(2026, 3, 1), date(2026, 3, 31))
    alone = a_load(lms_database, day, day)
    a_load(lms_database, date(2026, 3, 11), date(2026, 3, 31))
    a_load(lms_database, date(2026, 3, 1), date(2026, 3, 9))
    a_load(lms_database, day, day, calltype="incoming")
    assert [row["id"] for row in loads_of_day(lms_database, day, "outgoing")] == [alone, month]
    assert [row["id"] for row in loads_of_day(lms_database, day, "outgoing", 1)] == [alone]


def test_nothing_is_known_before_the_first_load(lms_database: Database) -> None:
    assert known_days(lms_database) is None


def test_the_page_shows_states_and_gaps(browser: Any, lms: str, lms_database: Database) -> None:
    a_day(lms_database, YESTERDAY - timedelta(days=2), "loaded")
    a_day(lms_database, YESTERDAY, "failed")
    text = browser.get("/coverage?language=en", role="user").text
    assert f'class="square s-failed" data-day="{YESTERDAY}"' in text
    assert f'class="square s-missing" data-day="{YESTERDAY - timedelta(days=1)}"' in text
    assert "loaded, 1,234" in text
    assert f'data-type="outgoing" data-first="{YESTERDAY}" data-last="{YESTERDAY}"' in text
    other = browser.get("/coverage?language=en&calls=no").text
    assert "s-failed" not in other.split('id="calendars"')[1]


def test_a_day_names_its_loads_with_error_and_run(
    browser: Any, lms: str, lms_database: Database
) -> None:
    a_day(lms_database, YESTERDAY, "failed")
    a_load(
        lms_database,
        YESTERDAY,
        YESTERDAY,
        status="failed",
        error_class="TransportError",
        error_message="The platform <did not> answer.",
    )
    answer = browser.get(f"/coverage/day?day={YESTERDAY}&calltype=outgoing&language=en")
    assert answer.status_code == 200
    assert "The platform &lt;did not&gt; answer." in answer.text
    assert "PLN\xa01,234.50" in answer.text
    assert "0:01:05" in answer.text
    run = "scheduled__2026-11-01T00%3A01%3A00%2B00%3A00"
    assert f'href="/dags/hiperus_cdr_daily/runs/{run}"' in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "?until=2026-13",
        "?until=9999-12",
        "?until=0001-01",
        "?until=2100-01",
        "?until=x",
        "?calls=x",
        "/day?day=x&calltype=outgoing",
        "/day?day=9999-12-31&calltype=outgoing",
        "/day?day=0001-01-01&calltype=outgoing",
        "/day?day=2026-01-01&calltype=x",
    ],
)
def test_what_does_not_exist_is_said(
    browser: Any, lms: str, lms_database: Database, query: str
) -> None:
    answer = browser.get(f"/coverage{query}")
    assert answer.status_code == 400
    assert re.search("does not exist|is no month that can be shown", answer.text)
