"""The page "Open ends" on both databases: each part with its amount."""

from __future__ import annotations

import html
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from hiperus.domain.periods import local_midnight
from hiperus.environment import ZONE
from hiperus.reconcile.reconcile import keep_findings
from hiperus.reconcile.rules.findings import Detail, DetailCode, Finding, FindingKind
from hiperus.reconcile.tables import open_ends as reader
from hiperus.storage.database import Database
from hiperus.storage.ledger import RunOrigin
from hiperus.web.frame.languages import language
from tests.support.roles import seed
from tests.support.runs import a_run

pytestmark = pytest.mark.database

TODAY = date(2026, 11, 24)
SINCE = date(2026, 8, 1)
NOBODY = "unlinked: neither terminal nor customer"


@pytest.fixture
def database(lms_database: Database) -> Database:
    """Accounts 1 (paid for by customer 17), 2 (linked to nobody), 3 (to one who is gone)."""
    write = lms_database.execute_text
    seed(lms_database, [17])
    for account, customer in ((1, 17), (2, 0), (3, 99)):
        write(
            "INSERT INTO hv_customers (id, name, ext_billing_id) VALUES (%(a)s, %(n)s, %(c)s)",
            {"a": account, "n": f"Klient {account}", "c": customer},
        )
    write("INSERT INTO hv_assign (customerid, keytype, keyvalue) VALUES (1, 'issue_invoice', '2')")
    for terminal, subscription, until in ((11, 5, ""), (12, None, ""), (13, 5, "2026-10-31")):
        write(
            "INSERT INTO hv_terminal (id, customerid, username, id_subscription, subscription_from,"
            " subscription_to) VALUES (%(t)s, 1, %(n)s, %(s)s, '2026-01-01', %(u)s)",
            {"t": terminal, "n": f"term{terminal}", "s": subscription, "u": until},
        )
    return lms_database


def a_call(  # noqa: PLR0913, PLR0917
    database: Database,
    number: int,
    account: int | None,
    terminal: int | None,
    cost: str,
    day: str = "2026-11-02",
    rule: str = "terminal",
) -> None:
    database.execute_text(
        "INSERT INTO hv_billing (id, customerid, start_time, calltype, cost, success_call)"
        " VALUES (%(i)s, %(a)s, %(d)s, 'outgoing', %(c)s, 't')",
        {"i": number, "a": account, "d": f"{day} 10:00:00", "c": Decimal(cost)},
    )
    database.execute_text(
        "INSERT INTO hv_billing_link (cdr_id, account_id, terminal_id, rule)"
        " VALUES (%(i)s, %(a)s, %(t)s, %(r)s)",
        {"i": number, "a": account, "t": terminal, "r": rule},
    )


def test_accounts_that_nobody_pays_for_with_what_their_calls_cost(database: Database) -> None:
    a_call(database, 1, 2, None, "1.5")
    a_call(database, 2, 2, None, "0.25")
    a_call(database, 3, 2, None, "7", day="2026-07-31")  # before the period
    a_call(database, 4, 2, None, "8")
    database.execute_text("INSERT INTO hv_billing_vanished (cdr_id, vanished_at) VALUES (4, 1)")
    a_call(database, 5, 1, 11, "9")  # somebody pays
    found = reader.unlinked_accounts(database, SINCE)
    assert [(r["id"], r["state"], r["calls"], Decimal(r["net"])) for r in found] == [
        (2, "none", 2, Decimal("1.75")),
        (3, "missing", 0, Decimal(0)),
    ]


def test_an_invoiced_call_is_not_open(database: Database) -> None:
    a_call(database, 1, 2, None, "1.5")
    database.execute_text(
        "INSERT INTO hv_billing_invoiced (cdr_id, line_id, invoice_id, cost_billed, reason)"
        " VALUES (1, 1, 1, 1.5, 'calls')"
    )
    assert [r["calls"] for r in reader.unlinked_accounts(database, SINCE)] == [0, 0]


def test_terminals_without_a_subscription_in_force(database: Database) -> None:
    a_call(database, 1, 1, 12, "2")
    a_call(database, 2, 1, 13, "3")
    a_call(database, 3, 1, 11, "4")
    found = reader.terminals_without_subscription(database, TODAY, SINCE)
    assert [(r["id"], r["state"], Decimal(r["net"])) for r in found] == [
        (13, "over", Decimal(3)),
        (12, "none", Decimal(2)),
    ]
    last_day = reader.terminals_without_subscription(database, date(2026, 10, 31), SINCE)
    assert [r["id"] for r in last_day] == [12]
    before = reader.terminals_without_subscription(database, date(2025, 12, 31), SINCE)
    assert {r["id"]: r["state"] for r in before} == {12: "none", 13: "not_yet", 11: "not_yet"}


def test_calls_that_belong_to_nobody_by_rule(database: Database) -> None:
    a_call(database, 1, None, None, "2", rule=NOBODY)
    a_call(database, 2, None, None, "3", day="2026-11-05", rule=NOBODY)
    a_call(database, 3, 1, 11, "4")
    found = reader.unlinked_calls(database)
    assert [(r["rule"], r["calls"], Decimal(r["net"])) for r in found] == [(NOBODY, 2, Decimal(5))]
    assert found[0]["first_call"].startswith("2026-11-02")


def test_the_page_names_all_parts_in_both_languages(
    browser: Any, lms: str, database: Database
) -> None:
    a_call(database, 1, 2, None, "1234.5", day=str(date.today() - timedelta(days=1)))  # noqa: DTZ011
    a_call(database, 2, None, None, "3", rule=NOBODY)
    database.execute(
        "calls/quarantine/insert_record",
        category="cdr",
        record_id="1",
        record='{"bill_cpb": "48601234567"}',
        field="cost",
        reason="<cost> is no amount",
        day=date(2026, 11, 2),
        calltype="outgoing",
        success="t",
        cost=Decimal("1.23"),
        fingerprint="f",
        load_id=7,
        created_at=1,
        state=None,
        resolved_at=None,
        resolution=None,
    )
    database.execute_text(
        "INSERT INTO hv_change (entity, action, state, fingerprint, payload, created_at)"
        " VALUES ('terminal', 'update', 'in_doubt', 'f', '{}', 1)"
    )
    database.execute_text(
        "INSERT INTO hv_alert (cause, kind, subject, facts, first_at, last_at) VALUES ('finding x',"
        " 'finding', 'calls_not_billed account 5: 12 calls (34.5600 PLN net)', '{}', 1, 1)"
    )
    english = browser.get("/open-ends?language=en").text.replace("\xa0", " ")
    for text in (
        "PLN 1,234.50",
        "PLN 1.23",
        "PLN 34.56",
        "Run hiperus_invoice for the month; where it is invoiced, the next run bills them.",
    ):
        assert text in english
    assert "&lt;cost&gt; is no amount" in english
    assert "48601234567" not in english
    polish = browser.get("/open-ends?language=pl").text.replace("\xa0", " ")
    for text in ("1 234,50 zł", "34,56 zł", "niepowiązane z klientem LMS"):
        assert text in polish


@pytest.mark.parametrize("is_older", [False, True], ids=["as codes", "as the version before"])
def test_a_finding_reads_the_same_however_it_was_kept(
    is_older: bool, browser: Any, lms: str, database: Database
) -> None:
    detail = Detail.of(DetailCode.CALL_COUNTS_NOT_LOADED, platform=3, lms=2, days="2026-11-01 disa")
    finding = Finding(FindingKind.CALLS_DIFFER, "account 5 disa 2026-11-01", detail, Decimal("1.5"))
    keep_findings(a_run(database, 1, RunOrigin("reconcile")), [finding])
    if is_older:
        database.execute_text("UPDATE hv_alert SET facts = '{}'")
    english = browser.get("/open-ends?language=en").text
    for text in (
        '<th scope="row">account 5 disa 2026-11-01</th>',
        "Load the days again with hiperus_cdr_backfill.",
        ">3 calls on the platform, 2 in LMS; not loaded: 2026-11-01 disa</td>",
        "PLN\xa01.50",
    ):
        assert text in english
    polish = browser.get("/open-ends?language=pl").text
    said = "rozmowy na platformie: 3, w LMS: 2; nie wczytano: 2026-11-01 disa"
    assert (said in polish) is not is_older


def a_load(database: Database) -> None:
    day = date.today() - timedelta(days=1)  # noqa: DTZ011
    database.execute_text(
        "INSERT INTO hv_load (category, status, window_from, window_to, started_at, finished_at)"
        " VALUES ('cdr', 'loaded', %(day)s, %(next)s, 1, 2)",
        {"day": day, "next": day + timedelta(days=1)},
    )


def a_change(database: Database) -> None:
    database.execute_text(
        "INSERT INTO hv_change (entity, action, state, fingerprint, payload, created_at,"
        " finished_at) VALUES ('customer', 'update', 'confirmed', 'f', '{}', 1, 2)"
    )


def an_invoice(database: Database) -> None:
    database.execute_text(
        "INSERT INTO hv_invoice (customer_id, billed_month, kind, state, updated_at)"
        " VALUES (17, '2026-10-01', 'regular', 'issued', 1)"
    )


@pytest.mark.parametrize("happening", [a_load, a_change, an_invoice])
def test_sums_are_read_anew_after_a_load_a_change_or_an_invoice(
    happening: Any, browser: Any, lms: str, database: Database
) -> None:
    yesterday = str(date.today() - timedelta(days=1))  # noqa: DTZ011
    a_call(database, 1, 2, None, "1234.5", day=yesterday)
    assert "1,234.50" in browser.get("/open-ends").text
    a_call(database, 2, 2, None, "1000", day=yesterday)
    happening(database)
    assert "2,234.50" in browser.get("/open-ends").text


def test_sums_are_kept_while_nothing_happens(browser: Any, lms: str, database: Database) -> None:
    yesterday = str(date.today() - timedelta(days=1))  # noqa: DTZ011
    a_call(database, 1, 2, None, "1234.5", day=yesterday)
    browser.get("/open-ends")
    a_call(database, 2, 2, None, "1000", day=yesterday)  # past us, without a load
    assert "1,234.50" in browser.get("/open-ends").text


def test_live_holds_are_listed_with_the_forms_that_note_them(
    browser: Any, lms: str, database: Database
) -> None:
    database.execute_text(
        "INSERT INTO hv_hold (customer_id, held_from, held_until, reason, noted_by, noted_at) "
        "VALUES (12, '2026-03-01', '2026-04-01', '<b>reklamacja</b> 7', 'klara', 1), "
        "(13, '2026-05-01', NULL, 'sąd', NULL, 2)"
    )
    database.execute_text("UPDATE hv_hold SET ended_at = 3 WHERE customer_id = 13")
    english, polish = (
        browser.get(f"/open-ends?language={code}", role="user").text for code in ("en", "pl")
    )
    assert "Calls that are held" in english
    assert "Zatrzymane połączenia" in polish
    assert "&lt;b&gt;reklamacja&lt;/b&gt; 7" in english
    assert "sąd" not in english
    forms = html.unescape(english)
    assert 'data-conf="{"action": "end", "kind": "hold", "payload": {"id": 1}}"' in forms
    assert 'data-conf="{"action": "add", "kind": "hold"}"' in forms


def test_withheld_calls_and_limits_are_listed_with_their_forms(
    browser: Any, lms: str, database: Database
) -> None:
    a_call(database, 7, 1, 11, "12.50", day="2026-10-02")
    database.execute_text(
        "INSERT INTO hv_premium_withheld (cdr_id, customer_id, call_month, cost, state, invoice_id,"
        " withheld_at) VALUES (7, 17, '2026-10-01', 12.5, 'withheld', 1, 1)"
    )
    database.execute_text(
        "INSERT INTO hv_premium_limit (customer_id, valid_from, amount, reason, noted_at) "
        "VALUES (17, '2026-10-01', 10, '<b>wniosek</b>', 1)"
    )
    english, polish = (
        browser.get(f"/open-ends?language={code}", role="user").text for code in ("en", "pl")
    )
    assert "Withheld premium-rate calls" in english
    assert "Wstrzymane połączenia o podwyższonej opłacie" in polish
    assert "12.50" in english
    assert "&lt;b&gt;wniosek&lt;/b&gt;" in english
    forms = html.unescape(english)
    assert 'data-conf="{"premium": [17], "premium_month": "2026-10"}"' in forms
    assert 'data-conf="{"action": "add", "kind": "premium_limit"}"' in forms


def test_holds_come_by_date_with_the_day_by_which_an_answer_is_due(
    browser: Any, lms: str, database: Database
) -> None:
    today = datetime.now(ZONE).date()
    noted = {days: local_midnight(today - timedelta(days=days)) for days in (30, 0, 31)}
    for days, instant in noted.items():
        database.execute_text(
            "INSERT INTO hv_hold (customer_id, held_from, reason, noted_at) "
            "VALUES (12, '2026-03-01', %(reason)s, %(instant)s)",
            {"reason": f"noted {days} days ago", "instant": instant},
        )
    english, polish = (browser.get(f"/open-ends?language={code}").text for code in ("en", "pl"))
    rows = [row.split("</tr>")[0] for row in english.split("<tr>") if "noted " in row]
    assert [next(d for d in noted if f"noted {d} days" in row) for row in rows] == [31, 30, 0]
    assert ["overdue" in row for row in rows] == [True, False, False]
    formats = language("en", ZONE.key).formats
    assert formats.day(today + timedelta(days=30)) in rows[2]
    assert "po terminie" in polish


def test_an_unlinked_account_with_the_nip_of_a_customer_is_proposed_to_him(
    browser: Any, lms: str, database: Database
) -> None:
    database.execute_text("UPDATE hv_customers SET b_nip = '525-100-81-00' WHERE id = 2")
    database.execute_text("UPDATE customers SET ten = '5251008100' WHERE id = 17")
    english, polish = (
        browser.get(f"/open-ends?language={code}", role="user").text for code in ("en", "pl")
    )
    assert "customer 17, " in english
    assert "the same NIP" in english
    assert "ten sam NIP" in polish
    planned = '"account": 2, "action": "update", "dry_run": true, "entity": "account", '
    assert f'data-conf="{{{planned}"lms_customer": 17}}"' in html.unescape(english)
