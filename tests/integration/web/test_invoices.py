"""The page "Invoices": what it shows is what runs would issue, and what they have issued."""

from __future__ import annotations

import html
import re
import threading
import time
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dev.lms.seed import SeedCustomer
from hiperus.calls.tables.page import PageSlice
from hiperus.invoices.tables.page import (
    DraftLine,
    read_calls_of_draft,
    read_calls_of_line,
    read_invoices,
    read_lines,
    read_waived,
)
from hiperus.storage.database import Database
from hiperus.web.invoices import page
from hiperus.web.invoices.draft_data import DraftMonth, make_draft
from hiperus.web.invoices.draft_worker import DraftWorker
from tests.support.builders_invoices import ISSUE_DAY, MONTH, World, a_plain_month, a_world
from tests.support.runs import a_run

CUSTOMERS = (12, 13, SeedCustomer(14, has_address=False))
CALLEE = "48501234567"
ALL = PageSlice(1000)
pytestmark = pytest.mark.database


@pytest.fixture(autouse=True)
def _fresh_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "_DESK", DraftWorker(patience=20))
    monkeypatch.setattr("hiperus.web.frame.view.Page.today", ISSUE_DAY)


@pytest.fixture(params=[("current",), ("current", "hiperus_2017"), ("old",)], ids="-".join)
def world(empty_database: Database, request: pytest.FixtureRequest) -> World:
    """A month of three customers; the third has no address, one call belongs to nobody."""
    return a_month(a_world(empty_database, CUSTOMERS, *request.param))


@pytest.fixture
def current(empty_database: Database, lms: str) -> World:
    """The same in a current LMS, behind the page's connection."""
    made = a_month(a_world(empty_database, CUSTOMERS))
    made.setting("hiperus_c5", "first_billed_month", "2026-09")
    return made


def a_month(world: World) -> World:
    world.database.execute_text("INSERT INTO hv_customers (id, name) VALUES (100, 'Konto 100')")
    a_plain_month(world)
    for customer in (13, 14):
        world.account(100 + customer, customer)
        world.terminal(200 + customer, 100 + customer)
        world.call((100 + customer, 200 + customer), "3.3333", bill_cpb=CALLEE)
        world.call((100 + customer, 200 + customer), "0.0000", bill_cpb=CALLEE)
    world.call(None, "7.7777")
    return world


def drafts_of(world: World) -> DraftMonth:
    names = [r["var"] for r in world.rows("SELECT var FROM uiconfig WHERE section = 'hiperus_c5'")]
    if "first_billed_month" not in names:
        world.setting("hiperus_c5", "first_billed_month", "2026-09")
    return make_draft(a_run(world.database, 0), MONTH, ISSUE_DAY)


def test_drafts_are_those_of_a_dry_run_and_their_calls_tie(world: World) -> None:
    drafts = drafts_of(world)
    prepared = world.prepared(dry_run=True).calculation
    assert drafts.amounts == prepared.amounts
    assert [i.customer_id for i in drafts.ready] == [12, 13]
    assert [i.customer_id for i in drafts.parked] == [14]
    assert drafts.not_billed_net == sum(e.net for e in prepared.not_billed)
    for invoice in drafts.invoices:
        for number, line in enumerate(invoice.lines):
            found = drafts.line(invoice.customer_id, number)
            if found is None:
                assert line.kind == "subscription"
                continue
            calls = read_calls_of_draft(world.database, drafts.calls_of(found), ALL)
            assert len(calls) == line.calls
            assert sum(call.billed or 0 for call in calls) == line.exact_net


def test_issued_figures_are_those_of_the_tables_to_the_grosz(world: World) -> None:
    world.run()
    issued = [row for row in read_invoices(world.database, MONTH) if row.state == "issued"]
    stored = world.rows("SELECT SUM(value) AS gross FROM invoicecontents")[0]["gross"]
    assert sum(row.gross for row in issued) == stored == Decimal("30.22")
    lines = read_lines(world.database, MONTH)
    assert sum(line.gross for line in lines) == stored
    for line in lines:
        calls = read_calls_of_line(world.database, line, ALL)
        assert len(calls) == line.calls
        if line.kind == "calls":
            assert sum(call.billed or 0 for call in calls) == line.net
    assert [(row.reason, row.calls, row.net) for row in read_waived(world.database, MONTH)] == []
    assert drafts_of(world).ready == []


def test_calls_of_a_line_to_come_are_gone_once_they_are_billed(world: World) -> None:
    line = DraftLine(100, 200, MONTH.days, with_failed=True, setup=1)
    calls = read_calls_of_draft(world.database, line, ALL)
    assert sum(call.billed or 0 for call in calls) == Decimal("1.3345")  # with two set-up fees
    failed = world.call((100, 200), "0.5000", success_call="f")
    world.vanish(world.call((100, 200), "0.6000"))
    with_failed = read_calls_of_draft(world.database, line, ALL)
    assert {call.id for call in with_failed} - {call.id for call in calls} == {failed}
    without = DraftLine(100, 200, MONTH.days, with_failed=False, setup=0)
    assert len(read_calls_of_draft(world.database, without, ALL)) == 2
    world.run()
    assert read_calls_of_draft(world.database, line, ALL) == []


def test_the_page_shows_drafts_then_what_was_issued(browser: Any, current: World) -> None:
    before = current.snapshot()
    text = browser.get("/invoices?month=2026-10&language=en").text
    assert current.snapshot() == before
    assert "Klient 12 (12)" in text
    assert "the call belongs to no known account" in text
    assert "no billing address" in text
    assert "30.22" in text
    current.run()
    text = browser.get("/invoices?month=2026-10&anew=99999999999&language=pl").text
    assert "wystawiona" in text
    assert "30,22" in text
    assert "VOIP/" in text or "/LMS/" in text
    assert "klient LMS nie ma adresu do faktur" in text


def test_a_customer_leads_to_lines_and_calls(browser: Any, current: World) -> None:
    draft = browser.get("/invoices/customer?month=2026-10&customer=13").text
    assert "/hiperus/invoices/draft?month=2026-10&amp;customer=13&amp;line=0" in draft
    calls = browser.get("/invoices/draft?month=2026-10&customer=13&line=0").text
    assert "3.3333" in calls
    assert CALLEE not in calls
    assert CALLEE[:4] + "…" in calls
    current.run()
    line = next(row for row in read_lines(current.database, MONTH) if row.customer_id == 13)
    issued = browser.get("/invoices/customer?month=2026-10&customer=13").text
    assert f"/hiperus/invoices/line?month=2026-10&amp;line={line.id}" in issued
    calls = browser.get(f"/invoices/line?month=2026-10&line={line.id}").text
    assert "3.3333" in calls
    assert CALLEE not in calls
    other_month = browser.get(f"/invoices/line?month=2026-09&line={line.id}")
    assert other_month.status_code == 404
    assert "There is no such line any more in the invoices for September 2026" in other_month.text


def test_the_basic_statement_stands_beside_an_issued_invoice(browser: Any, current: World) -> None:
    address = "/invoices/customer?month=2026-10&customer=13&language="
    current.database.execute_text("UPDATE hv_billing SET type = 'premium' WHERE cost > 3")
    assert "Podstawowy wykaz" not in browser.get(address + "en").text
    current.run()
    english, polish = (browser.get(address + code).text for code in ("en", "pl"))
    assert "Basic statement of " in english
    assert "Podstawowy wykaz usług do " in polish
    for text in (english, polish):
        assert "usługi o podwyższonej opłacie: 1 poł." in text
        assert f"numer {CALLEE[:4]}…: 1 poł." in text
        assert CALLEE not in text


def test_a_detailed_statement_is_asked_for_beside_the_invoice(browser: Any, current: World) -> None:
    address = "/invoices/customer?month=2026-10&customer=13&language="
    button = 'data-conf="{"customers": [13], "month_from": "2026-10"}"'
    to_come = browser.get(address + "en", "admin").text
    assert "Detailed statement of other months" in to_come
    assert button not in html.unescape(to_come)  # nothing is issued yet
    current.run()
    english, polish = (html.unescape(browser.get(address + x, "admin").text) for x in ("en", "pl"))
    assert button in english
    assert "Detailed statement" in english
    assert "Wykaz szczegółowy" in polish
    assert "Sporządź wykaz" in polish


@pytest.mark.parametrize("role", ["viewer", "user"])
def test_who_may_not_edit_the_dags_sees_no_form_of_statements(
    browser: Any, current: World, role: str
) -> None:
    current.run()
    text = browser.get("/invoices/customer?month=2026-10&customer=13&language=en", role).text
    assert "Basic statement of" in text
    assert ("hiperus_statement" in text) is (role == "user")


def test_no_statement_is_offered_of_months_that_are_too_far_back(
    browser: Any, current: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    current.run()
    monkeypatch.setattr("hiperus.web.frame.view.Page.today", date(2027, 11, 1))
    text = browser.get("/invoices/customer?month=2026-10&customer=13", "admin").text
    assert html.unescape("&quot;customers&quot;: [13]") not in html.unescape(text)


def test_last_month_stands_beside_with_the_difference(browser: Any, current: World) -> None:
    current.database.execute_text(
        "INSERT INTO hv_invoice (customer_id, billed_month, kind, state, live_regular, net, vat, "
        "gross, updated_at) VALUES (13, '2026-09-01', 'regular', 'issued', 1, 81.30, 18.70, "
        "100.00, 1)"
    )
    text = browser.get("/invoices/customer?month=2026-10&customer=13&language=pl").text
    assert "100,00" in text
    assert "-95,90" in text.replace("−", "-")


@pytest.mark.parametrize(
    ("language", "separator", "net"), [("en", ",", "3.3333"), ("pl", ";", "3,3333")]
)
def test_files_open_in_a_spreadsheet(
    browser: Any, current: World, language: str, separator: str, net: str
) -> None:
    current.database.execute_text("UPDATE customers SET lastname = '=1+1', name = '' WHERE id = 13")
    answer = browser.get(f"/invoices/file?month=2026-10&what=lines&language={language}")
    assert answer.headers["content-type"].startswith("text/csv")
    assert 'filename="invoices-2026-10-lines.csv"' in answer.headers["Content-Disposition"]
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = [row.split(separator) for row in answer.content.decode("utf-8-sig").split("\r\n")]
    thirteen = next(row for row in rows if row[0] == "13")
    assert thirteen[1] == "'=1+1"
    assert net in thirteen
    for what in ("customers", "not-billed"):
        assert browser.get(f"/invoices/file?month=2026-10&what={what}").status_code == 200


def test_what_a_run_would_refuse_is_said_and_the_rest_is_shown(
    browser: Any, current: World
) -> None:
    current.run()
    current.database.execute_text("DELETE FROM uiconfig WHERE var = 'first_billed_month'")
    text = browser.get("/invoices?month=2026-10&anew=99999999999").text
    assert "There are no drafts of this month" in text
    assert "first_billed_month" in text
    assert "Klient 12 (12)" in text


@pytest.mark.parametrize(
    ("setting", "month", "said"),
    [
        (None, "2026-10", "W LMS nie ma ustawienia hiperus_c5.first_billed_month"),
        ("2026-11", "2026-10", "Ten miesiąc jest wcześniejszy niż first_billed_month (2026-11)"),
        ("kiedyś", "2026-10", "Szczegóły mówią, o co chodzi"),
        ("2026-09", "2027-01", "Ten miesiąc jeszcze się nie zaczął"),
    ],
)
def test_why_there_are_no_drafts_is_said_in_polish(
    browser: Any, current: World, setting: str | None, month: str, said: str
) -> None:
    current.database.execute_text("DELETE FROM uiconfig WHERE var = 'first_billed_month'")
    if setting:
        current.setting("hiperus_c5", "first_billed_month", setting)
    answer = browser.get(f"/invoices?month={month}&language=pl")
    assert answer.status_code == 200
    assert said in answer.text
    details = answer.text.split("<details>", 1)[1].split("</details>")[0]
    assert '<p lang="en">' in details


def test_what_is_issued_and_what_is_to_come_are_summed_up_apart(
    browser: Any, current: World
) -> None:
    text = browser.get("/invoices?month=2026-10").text
    assert _sum(text, "draft")[:2] == ["2", "30.22"]
    assert _sum(text, "parked")[:2] == ["1", "4.10"]
    assert "Total: issued" not in text
    current.run()
    text = browser.get("/invoices?month=2026-10&anew=99999999999").text
    assert _sum(text, "issued")[:2] == ["2", "30.22"]
    assert _sum(text, "parked")[:2] == ["1", "4.10"]
    assert "Total: draft" not in text


def _sum(text: str, state: str) -> list[str]:
    """Return the cells behind the heading of a state's total."""
    line = text.split(f'<th scope="row">Total: {state}</th>', 1)[1].split("</tr>", 1)[0]
    return re.findall("<td[^>]*>([^<]*)</td>", line)


def test_lists_name_customers_and_accounts_and_lead_to_them(browser: Any, current: World) -> None:
    current.database.execute_text("UPDATE hv_billing SET success_call = 'f' WHERE cost = 0")
    text = browser.get("/invoices?month=2026-10&show=not-billed").text
    listed = text.split("<caption>Not billed one by one")[1]
    assert re.search(r'/hiperus/invoices/customer\?month=2026-10&amp;customer=\d+">Klient', listed)
    assert "/hiperus/calls?month=2026-10&amp;account=" in listed
    parked = text.split("<caption>Parked, and why")[1].split("</table>")[0]
    assert "customer=14" in parked
    lines = browser.get("/invoices/customer?month=2026-10&customer=12").text
    assert '/hiperus/calls?month=2026-10&amp;account=100">Konto 100 (100)</a>' in lines


def test_missing_days_are_told_and_lead_to_the_coverage(browser: Any, current: World) -> None:
    current.database.execute_text("DELETE FROM hv_coverage WHERE day = '2026-10-03'")
    text = browser.get("/invoices?month=2026-10").text
    assert "3 Oct 2026: all types" in text
    assert (
        "3 paź 2026: wszystkie rodzaje" in browser.get("/invoices?month=2026-10&language=pl").text
    )
    assert "/hiperus/coverage?until=2026-10" in text


def test_drafts_stay_until_something_changes(
    browser: Any, current: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []

    def make(month: Any, today: date) -> DraftMonth:
        made.append(month)
        return make_draft(a_run(current.database, 0), month, today)

    monkeypatch.setattr(page, "_make", make)
    first = browser.get("/invoices?month=2026-10").text
    browser.get("/invoices?month=2026-10")
    assert len(made) == 1
    assert "have changed since" not in first
    current.run()
    text = browser.get("/invoices?month=2026-10").text
    assert "have changed since" in text
    assert len(made) == 1
    browser.get(f"/invoices?month=2026-10&anew={int(time.time()) + 1}")
    assert len(made) == 2


def test_drafts_that_take_long_are_waited_for_by_the_browser(
    browser: Any, current: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "_DESK", DraftWorker(patience=0))
    text = browser.get("/invoices?month=2026-10").text
    assert '<meta http-equiv="refresh"' in text
    assert browser.get("/invoices/file?month=2026-10&what=lines").status_code in {200, 503}
    deadline = time.monotonic() + 20
    while '<meta http-equiv="refresh"' in text and time.monotonic() < deadline:
        time.sleep(0.2)
        text = browser.get("/invoices?month=2026-10").text
    assert "Klient 12 (12)" in text


@pytest.mark.parametrize(
    "path",
    [
        "/invoices/file?month=2026-10&what=lines",
        "/invoices/draft?month=2026-10&customer=13&line=0",
    ],
)
def test_a_file_and_a_line_to_come_follow_once_the_drafts_are_there(
    browser: Any, current: World, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    may_end = threading.Event()

    def make(month: Any, today: date) -> DraftMonth:
        may_end.wait(20)
        return make_draft(a_run(current.database, 0), month, today)

    monkeypatch.setattr(page, "_make", make)
    monkeypatch.setattr(page, "_DESK", DraftWorker(patience=0.1))
    waiting = browser.get(path)
    assert waiting.status_code == 503
    assert waiting.headers["Retry-After"] == "3"
    assert '<meta http-equiv="refresh"' in waiting.text
    assert "The drafts are being worked out" in waiting.text
    monkeypatch.setattr(page._DESK, "_patience", 20)
    may_end.set()
    answer = browser.get(path)
    assert answer.status_code == 200
    assert "3.3333" in answer.text


def test_a_files_link_lets_the_browser_show_a_page_that_waits(browser: Any, current: World) -> None:
    links = re.findall(r"<a [^>]*/invoices/file[^>]*>", browser.get("/invoices?month=2026-10").text)
    assert len(links) == 3
    assert not any(re.search(r"\bdownload\b", link) for link in links)


def test_a_line_to_come_says_why_there_are_no_drafts(browser: Any, current: World) -> None:
    current.database.execute_text("DELETE FROM uiconfig WHERE var = 'first_billed_month'")
    answer = browser.get("/invoices/draft?month=2026-10&customer=13&line=0&anew=99999999999")
    assert answer.status_code == 503
    assert "There are no drafts of this month" in answer.text
    assert '<meta http-equiv="refresh"' not in answer.text


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("customer?month=2026-10&customer=999", "LMS has no customer 999"),
        ("line?month=2026-10&line=999", "There is no such line any more"),
        ("draft?month=2026-10&customer=13&line=99", "There is no such line any more"),
        ("draft?month=2026-10&customer=999&line=0", "There is no such line any more"),
    ],
)
def test_what_nobody_has_is_a_sentence_with_404(
    browser: Any, current: World, path: str, said: str
) -> None:
    answer = browser.get(f"/invoices/{path}")
    assert answer.status_code == 404
    assert said in answer.text


def test_a_customer_without_invoices_is_no_unknown_one(browser: Any, current: World) -> None:
    answer = browser.get("/invoices/customer?month=2026-09&customer=13")
    assert answer.status_code == 200
    assert "Klient 13 (13)" in answer.text
    assert "This customer has no invoice in this month" in answer.text


def test_the_months_reach_back_to_the_first_day_that_is_here(browser: Any, current: World) -> None:
    current.database.execute_text(
        "INSERT INTO hv_coverage (day, calltype, success, state, row_count, sum_duration, sum_cost,"
        " sum_init_charge, load_id, confirmed_at)"
        " VALUES ('2012-01-15', 'outgoing', 't', 'empty', 0, 0, 0, 0, 1, 1)"
    )
    for path in ("/invoices", "/calls"):
        text = browser.get(path).text
        assert '<option value="2012-01"' in text
        assert '<option value="2011-12"' not in text


@pytest.mark.parametrize("month", ["1990-01", "2099-12"])
def test_months_far_away_are_shown(browser: Any, current: World, month: str) -> None:
    for path in ("/invoices?", "/invoices/customer?customer=13&", "/calls?", "/coverage?until="):
        query = month if path.endswith("until=") else f"month={month}"
        assert browser.get(f"{path}{query}").status_code == 200


@pytest.mark.parametrize("query", ["month=x", "month=2026-10&show=all", "month=2026-10&number=0"])
def test_what_cannot_be_asked_is_a_sentence(browser: Any, current: World, query: str) -> None:
    answer = browser.get(f"/invoices?{query}")
    assert answer.status_code == 400
    assert re.search("asks for something that does not exist|is no month", answer.text)
