"""The page "Calls": its sums are those of hv_billing, and nobody's number is shown in full."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from hiperus.calls.rules.traffic import Traffic, total
from hiperus.calls.tables import page as page_calls
from hiperus.calls.tables.page import CallFilter
from hiperus.domain.cdr import CallType
from hiperus.domain.periods import DaySpan, Month
from hiperus.storage.database import Database
from hiperus.web.calls import data as call_data
from hiperus.web.calls.data import CallData
from tests.support.roles import create_schema, migrate

MONTH = Month(2026, 10)
CHOICE = CallFilter(MONTH.days)
CALLEE, STRANGER, OWN = "48501234567", "48609876543", "420000001"
CALL = """INSERT INTO hv_billing (id, customerid, rel_cause, start_time, terminal_name, caller,
bill_cpb, duration, calltype, country, description, operator, cost, reseller_cost, margin,
success_call, subscription_used) VALUES (%(id)s, %(account)s, %(cause)s, %(start)s, %(name)s,
%(caller)s, %(callee)s, %(duration)s, %(type)s, 'Polska', %(place)s, %(operator)s, %(cost)s,
%(reseller)s, %(margin)s, {flag}, 'f')"""

pytestmark = pytest.mark.database


def add_call(database: Database, number: int, **more: Any) -> None:
    values = {
        "id": number,
        "account": 7,
        "cause": 16,
        "start": "2026-10-15 10:00:00",
        "name": "t1",
        "caller": OWN,
        "callee": CALLEE,
        "duration": 60,
        "type": "outgoing",
        "place": "Polska - komórkowe",
        "operator": "Operator 1",
        "cost": Decimal("0.1234"),
        "reseller": Decimal("0.0617"),
        "margin": Decimal("0.0617"),
    }
    success = more.pop("success", "t")
    text = CALL.replace("{flag}", f"'{success}'")
    database.execute_text(text, values | more)
    terminal = (values | more)["name"]
    link = "INSERT INTO hv_billing_link (cdr_id, terminal_id, rule) VALUES (%(id)s, %(t)s, 'test')"
    database.execute_text(link, {"id": number, "t": int(terminal[1:]) if terminal else None})


def add_month(database: Database) -> None:
    """Calls of two accounts at both ends of the month, and just beyond them."""
    add_call(database, 1, start="2026-10-01 00:00:00")
    add_call(database, 2, start="2026-10-31 23:59:59", cost=Decimal("10.0001"))
    add_call(database, 3, success="f", cause=17, duration=0, cost=Decimal(0), reseller=Decimal(0))
    add_call(database, 4, account=8, name="t2", type="incoming", caller=STRANGER, callee=OWN)
    add_call(database, 5, account=None, name="", operator=None, place=None, cause=None)
    add_call(database, 6, start="2026-09-30 23:59:59", cost=Decimal(5))
    add_call(database, 7, start="2026-11-01 00:00:00", cost=Decimal(7))
    database.execute_text("INSERT INTO hv_customers (id, name) VALUES (7, 'Klient 7')")


@pytest.fixture(autouse=True)
def _empty_shelf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(call_data, "_SHELF", call_data.MarkedCache(48))


def stored(database: Database) -> Traffic:
    row = database.fetch_text(
        "SELECT COUNT(*) AS attempts, SUM(duration) AS seconds, SUM(cost) AS revenue, "
        "SUM(reseller_cost) AS reseller_cost FROM hv_billing "
        "WHERE start_time LIKE '2026-10-%'"
    )[0]
    return Traffic(
        int(row["attempts"]),
        4,
        int(row["seconds"]),
        240,
        Decimal(row["revenue"]),
        Decimal(row["reseller_cost"]),
    )


@pytest.mark.parametrize("tables", [("current",), ("current", "hiperus_2017"), ("old",)])
def test_all_sums_are_those_of_the_table(
    empty_database: Database, tables: tuple[str, ...], request: pytest.FixtureRequest
) -> None:
    create_schema(empty_database, *tables)
    migrate(empty_database)
    add_month(empty_database)
    expected = stored(empty_database)
    for rows in (
        page_calls.read_days(empty_database, CHOICE),
        page_calls.read_destinations(empty_database, CHOICE),
        page_calls.read_account_calls(empty_database, CHOICE),
    ):
        found = total(rows)
        assert (found.attempts, found.answered, found.seconds) == (5, 4, expected.seconds)
        assert found.revenue == expected.revenue == Decimal("10.3703")
        assert found.reseller_cost == expected.reseller_cost
        assert found.answered_seconds == 240
    of_account = CallFilter(MONTH.days, 7)
    terminals = page_calls.read_terminal_calls(empty_database, of_account)
    assert {row.terminal_id for row in terminals} == {1}
    assert total(terminals) == total(page_calls.read_days(empty_database, of_account))
    of_terminal = CallFilter(MONTH.days, 7, 1)
    assert total(page_calls.read_destinations(empty_database, of_terminal)) == total(terminals)
    assert page_calls.read_reach(empty_database, date(2026, 12, 1)) == (
        Month(2026, 9),
        Month(2026, 11),
    )


def test_a_load_makes_the_figures_new_and_nothing_else_does(lms_database: Database) -> None:
    add_month(lms_database)
    first = CallData(lms_database).days(CHOICE)
    add_call(lms_database, 20)
    assert CallData(lms_database).days(CHOICE) is first
    load = (
        "INSERT INTO hv_load (category, status, window_from, window_to, started_at, finished_at) "
        "VALUES ('cdr', %(status)s, %(start)s, %(until)s, 1, 2)"
    )
    november = {"status": "loaded", "start": date(2026, 11, 1), "until": date(2026, 12, 1)}
    lms_database.execute_text(load, november)
    lms_database.execute_text(load, november | {"start": date(2026, 10, 1), "status": "failed"})
    assert CallData(lms_database).days(CHOICE) is first
    lms_database.execute_text(load, november | {"start": date(2026, 10, 31)})
    assert total(CallData(lms_database).days(CHOICE)).attempts == 6


def test_a_database_of_another_name_has_figures_of_its_own(
    lms_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_month(lms_database)
    mark = page_calls.read_load_mark(lms_database, DaySpan(date(2026, 10, 1), date(2026, 11, 1)))
    assert mark.place
    assert (
        mark.place
        in lms_database.fetch_text(
            "SELECT "
            + ("current_database()" if lms_database.dialect == "postgres" else "DATABASE()")
        )[0].values()
    )


def test_the_page_shows_sums_in_both_languages(
    browser: Any, lms: str, lms_database: Database
) -> None:
    add_month(lms_database)
    english = browser.get("/calls?month=2026-10&language=en").text
    polish = browser.get("/calls?month=2026-10&language=pl").text
    assert "Klient 7 (7)" in english
    assert "10.37" in english
    assert "10,37" in polish
    assert "80.0%" in english
    assert "17 busy" in english
    assert "17 zajęte" in polish


def test_a_click_leads_to_an_account_and_a_terminal(
    browser: Any, lms: str, lms_database: Database
) -> None:
    add_month(lms_database)
    whole = browser.get("/calls?month=2026-10").text
    assert "/hiperus/calls?month=2026-10&amp;account=7" in whole
    account = browser.get("/calls?month=2026-10&account=7").text
    assert "/hiperus/calls?month=2026-10&amp;account=7&amp;terminal=1" in account
    assert "Terminals of the account" in account
    found = browser.get("/calls?month=2026-10&find=klient").text
    assert "Accounts with “klient”" in found
    assert "(no account)" not in found


def test_numbers_of_other_people_are_masked(browser: Any, lms: str, lms_database: Database) -> None:
    add_month(lms_database)
    for path in ("/calls/list?month=2026-10", "/calls/list?month=2026-10&account=7&terminal=1"):
        text = browser.get(path, role="admin").text
        assert CALLEE[:4] + "…" in text
        assert CALLEE not in text
        assert STRANGER not in text
    assert OWN in browser.get("/calls/list?month=2026-10&type=outgoing").text


def test_the_called_number_of_an_incoming_call_is_the_customers_own(
    browser: Any, lms: str, lms_database: Database
) -> None:
    add_call(lms_database, 4, account=8, name="t2", type="incoming", caller=STRANGER, callee=OWN)
    add_call(lms_database, 5, type="forwarded", caller=STRANGER, callee=CALLEE)
    text = browser.get("/calls/list?month=2026-10").text
    assert OWN in text
    assert STRANGER not in text
    assert CALLEE not in text


def test_a_setting_and_a_role_show_numbers(
    browser: Any, lms: str, lms_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_month(lms_database)
    monkeypatch.setenv("HIPERUS_PAGE_NUMBERS", "full")
    path = "/calls/list?month=2026-10"
    assert CALLEE in browser.get(path, role="admin").text
    assert CALLEE not in browser.get(path, role="viewer").text


def test_the_list_of_calls_comes_in_pages(browser: Any, lms: str, lms_database: Database) -> None:
    for number in range(101):
        add_call(lms_database, 100 + number, duration=100 + number)
    first = browser.get("/calls/list?month=2026-10").text
    second = browser.get("/calls/list?month=2026-10&number=2").text
    assert first.count('<th scope="row"><span class="d">2026-10') == 100
    assert second.count('<th scope="row"><span class="d">2026-10') == 1
    assert "Older calls" in first
    assert "Newer calls" in second
    assert "Older calls" not in second


def test_vanished_calls_and_failed_ones_not_loaded_are_told(
    browser: Any, lms: str, lms_database: Database
) -> None:
    add_month(lms_database)
    lms_database.execute_text("INSERT INTO hv_billing_vanished (cdr_id, vanished_at) VALUES (2, 1)")
    text = browser.get("/calls?month=2026-10").text
    assert "1 call (" in text
    assert "Failed calls of 31 days of this month are not loaded" in text


def cover(database: Database, days: DaySpan, state: str, *types: str) -> None:
    database.execute_many(
        "calls/coverage/upsert_cell",
        [
            {
                "day": day,
                "calltype": call_type,
                "success": success,
                "state": state,
                "row_count": 0,
                "sum_duration": 0,
                "sum_cost": Decimal(0),
                "sum_init_charge": Decimal(0),
                "load_id": 1,
                "confirmed_at": 1,
            }
            for day in days.days()
            for call_type in types or tuple(CallType)
            for success in "tf"
        ],
    )


def test_a_month_without_its_outgoing_calls_says_so_above_the_figures(
    browser: Any, lms: str, lms_database: Database
) -> None:
    add_call(lms_database, 4, account=8, name="t2", type="incoming", caller=STRANGER, callee=OWN)
    others = [str(kind) for kind in CallType if kind is not CallType.OUTGOING]
    cover(lms_database, MONTH.days, "loaded", *others)
    cover(lms_database, MONTH.days, "failed", "outgoing")
    cover(lms_database, MONTH.plus(-1).days, "empty")
    text = browser.get("/calls?month=2026-10").text
    note = text.split('<dl class="figures">')[0]
    assert "Calls of this month are missing; the figures are without them." in note
    assert "October 2026: Outgoing<" in note
    assert "/hiperus/coverage?until=2026-10" in note
    assert "The month before is not whole" not in text
    assert "Failed calls of 31 days" in text
    incoming = browser.get("/calls?month=2026-10&type=incoming").text
    assert "are missing" not in incoming
    assert "październik 2026: Wychodzące<" in browser.get("/calls?month=2026-10&language=pl").text


def test_a_month_is_compared_with_half_a_month_in_words(
    browser: Any, lms: str, lms_database: Database
) -> None:
    add_month(lms_database)
    cover(lms_database, MONTH.days, "loaded")
    cover(lms_database, DaySpan(date(2026, 9, 1), date(2026, 9, 20)), "loaded")
    cover(lms_database, DaySpan(date(2026, 9, 20), date(2026, 10, 1)), "partial")
    text = browser.get("/calls?month=2026-10").text
    assert "are missing" not in text
    assert "The month before is not whole" in text
    assert "20 Sept 2026 – 30 Sept 2026: all types" in text
    assert "/hiperus/coverage?until=2026-09" in text


@pytest.mark.parametrize("path", ["/calls", "/calls/list"])
def test_a_month_that_was_never_loaded_is_told_from_one_without_calls(
    browser: Any, lms: str, lms_database: Database, path: str
) -> None:
    text = browser.get(f"{path}?month=2026-10").text
    assert "October 2026: all types" in text
    cover(lms_database, MONTH.days, "empty")
    text = browser.get(f"{path}?month=2026-10").text
    assert "are missing" not in text
    assert "There are no calls for this choice." in text


def test_days_to_come_are_not_missing(
    browser: Any, lms: str, lms_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hiperus.web.frame.view.Page.today", date(2026, 10, 16))
    add_month(lms_database)
    cover(lms_database, DaySpan(date(2026, 9, 1), date(2026, 10, 15)), "loaded")
    text = browser.get("/calls?month=2026-10").text
    assert "15 Oct 2026: all types" in text
    assert "The month is not over yet" in text


@pytest.mark.parametrize(
    "query",
    [
        "month=2026-13",
        "month=0001-01",
        "month=9999-12",
        "type=letters",
        "account=0",
        "account=99999999999999",
        "account=x",
    ],
)
def test_what_cannot_be_asked_is_a_sentence(
    browser: Any, lms: str, lms_database: Database, query: str
) -> None:
    answer = browser.get(f"/calls?{query}")
    assert answer.status_code == 400
    assert re.search(
        "asks for something that does not exist|is no month that can be shown|is no type of calls",
        answer.text,
    )
    polish = browser.get(f"/calls?{query}&language=pl").text
    assert re.search("coś, czego nie ma|nie jest miesiącem|nie jest rodzajem rozmów", polish)
    assert "<details>" not in polish


@pytest.mark.parametrize("path", ["/calls?", "/calls/list?"])
def test_an_account_that_nobody_knows_is_a_sentence_with_404(
    browser: Any, lms: str, lms_database: Database, path: str
) -> None:
    add_month(lms_database)
    answer = browser.get(f"{path}month=2026-10&account=999")
    assert answer.status_code == 404
    assert "Nothing is known of an account 999." in answer.text
    assert browser.get(f"{path}month=2026-10&account=8").status_code == 200  # it has calls
    assert browser.get(f"{path}month=2026-08&account=7").status_code == 200  # it has a name


def test_a_name_is_text_and_never_markup(browser: Any, lms: str, lms_database: Database) -> None:
    add_month(lms_database)
    lms_database.execute_text("UPDATE hv_customers SET name = '<script>alert(1)</script>'")
    for path in ("/calls?month=2026-10", "/calls?month=2026-10&account=7"):
        assert "<script>alert" not in browser.get(path).text


def test_the_year_in_both_languages(browser: Any, lms: str, lms_database: Database) -> None:
    add_call(lms_database, 1, cost=Decimal("1.5"))
    add_call(lms_database, 2, type="incoming", caller="49301234567")
    english, polish = (
        browser.get(f"/calls/year?year=2026&language={code}").text for code in ("en", "pl")
    )
    for text in ("Calls of the year 2026", "domestic", "foreign", "no customer", "PLN\xa01.50"):
        assert text in english
    for text in ("Połączenia w roku 2026", "krajowe", "zagraniczne", "bez klienta", "1,50"):
        assert text in polish
    assert CALLEE not in english
    assert "The year 2026" in browser.get("/calls?month=2026-10&language=en").text
    assert browser.get("/calls/year?language=en").status_code == 200
    assert "year is 1900" in browser.get("/calls/year?year=1900&language=en").text
