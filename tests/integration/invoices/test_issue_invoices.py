"""Invoices in LMS, of today and of 2016, on both databases: contents, numbers, balances, reruns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

import pytest

from dev.lms.seed import SeedCustomer
from hiperus.domain.periods import WARSAW
from hiperus.errors import ConfigurationError, IncompleteUsageError
from hiperus.storage.database import Database
from tests.support.builders_invoices import (
    MONTH,
    NOW,
    World,
    a_document,
    a_plain_month,
    a_world,
    insert,
)

pytestmark = pytest.mark.database


@pytest.fixture(params=["current", "old"])
def world(empty_database: Database, request: pytest.FixtureRequest) -> Iterator[World]:
    """An LMS of each era."""
    return a_world(empty_database, [12], request.param)


def test_the_plain_case_becomes_one_document_with_two_lines(world: World) -> None:
    a_plain_month(world)
    world.with_settings(basic_statement="off")  # an LMS of 2016 would have it in the last line
    summary = world.run()
    assert world.lines() == [
        (12, "Abonament VoIP: Cennik A (420000001) za okres październik 2026", "24.60"),
        (
            12,
            "Koszt rozmów poza abonamentem Cennik A (420000001) za okres październik 2026",
            "1.52",
        ),
    ]
    document = world.rows("SELECT * FROM documents")[0]
    assert (document["type"], document["number"], document["fullnumber"]) == (1, 1, "1/LMS/2026")
    assert (document["cdate"], document["sdate"], document["paytime"]) == (NOW, NOW, 14)
    assert document["name"] == "Klient 12"
    assert document["div_name"] == "Dostawca zmyślony sp. z o.o."
    cash = world.rows("SELECT value, docid, itemid, time, customerid FROM cash ORDER BY itemid")
    assert [(c["value"], c["docid"], c["itemid"], c["time"]) for c in cash] == [
        (Decimal("-24.60"), document["id"], 1, NOW),
        (Decimal("-1.52"), document["id"], 2, NOW),
    ]
    assert summary.amounts.gross == Decimal("26.12")
    assert summary.problems == ""


def test_a_rerun_changes_nothing_and_says_so(world: World) -> None:
    a_plain_month(world)
    world.run()
    before = world.snapshot()
    summary = world.run()
    assert world.snapshot() == before
    assert not summary.has_changed_anything
    assert summary.text().startswith(f"{MONTH}: nothing changed, 1 customers were done already.")


def test_lms_itself_finds_the_same_totals(empty_database: Database) -> None:
    world = a_world(empty_database, [12, 13])
    world.account(100, 12)
    world.account(101, 13)
    costs = ("1.5000", "0.1260", "2.5250", "10.0041", "100.0000", "33.3333")
    for terminal_id, cost in enumerate(costs, 200):
        world.terminal(terminal_id, 100)
        world.call((100, terminal_id), cost)
    world.terminal(300, 101)
    world.call((101, 300), "0.5000")
    summary = world.run()
    ours = world.rows("SELECT docid, net, vat, gross FROM hv_invoice ORDER BY docid")
    view = world.rows(
        "SELECT docid, SUM(netvalue) AS net, SUM(taxvalue) AS vat, SUM(grossvalue) AS gross "
        "FROM vinvoicecontents GROUP BY docid ORDER BY docid"
    )
    assert ours == view
    assert summary.amounts.gross == sum(row["gross"] for row in view)
    balances = world.rows("SELECT customerid, balance FROM customerbalances ORDER BY customerid")
    grosses = world.rows("SELECT customer_id, gross FROM hv_invoice ORDER BY customer_id")
    assert [(b["customerid"], b["balance"]) for b in balances] == [
        (g["customer_id"], -g["gross"]) for g in grosses
    ]


def test_invariants_hold_over_everything_written(world: World) -> None:
    a_plain_month(world)
    world.terminal(201, 100)
    world.call((100, 201), "0.0040")
    world.call((100, 201), "0.0000", calltype="incoming")
    world.run()
    cash = world.rows("SELECT SUM(value) AS s FROM cash")[0]["s"]
    gross = world.rows("SELECT SUM(gross) AS s FROM hv_invoice")[0]["s"]
    stamped = world.rows("SELECT SUM(cost_billed) AS s, COUNT(*) AS n FROM hv_billing_invoiced")[0]
    exact = world.rows("SELECT SUM(exact_net) AS s FROM hv_invoice_line WHERE kind = 'calls'")[0]
    assert cash == -gross
    assert stamped["s"] == exact["s"] == Decimal("1.2345")
    assert stamped["n"] == 4


def test_headings_copy_customer_and_division(world: World) -> None:
    a_plain_month(world)
    world.run()
    document = world.rows("SELECT * FROM documents")[0]
    assert document["numberplanid"] == world.lms.shared_plan_id
    assert (document["divisionid"], document["countryid"]) == (
        world.lms.division_id,
        world.lms.country_id,
    )
    assert document["div_countryid"] == world.lms.country_id
    assert (document["address"], document["zip"], document["city"]) == (
        "Przykładowa 1",
        "00-000",
        "Zmyślonów",
    )
    assert (document["div_address"], document["div_account"]) == ("Urojona 1", "0" * 26)
    is_old = "currency" not in document
    assert document["userid"] == (0 if is_old else None)
    assert document["reference"] == (0 if is_old else None)
    if not is_old:
        assert (document["currency"], document["currencyvalue"]) == ("PLN", 1)
        cash = world.rows("SELECT currency, currencyvalue, servicetype FROM cash")
        assert {tuple(row.values()) for row in cash} == {("PLN", Decimal(1), 4)}
    content = world.rows("SELECT * FROM invoicecontents ORDER BY itemid")[0]
    assert (content["content"], content["count"], content["taxid"]) == ("szt.", 1, world.lms.tax_id)
    assert content["tariffid"] == (0 if is_old else None)


@pytest.mark.parametrize(
    ("customer", "section", "expected"),
    [
        ({"paytime": 30, "paytype": 1}, None, (30, 1)),
        ({"paytime": 0}, None, (0, 2)),
        ({}, None, (14, 2)),
        ({}, "payments", (7, 3)),
        ({}, "invoices", (14, 2)),  # LMS's form has these, its batch the others
    ],
)
def test_paytime_and_paytype_come_from_customer_division_or_setting(
    empty_database: Database,
    customer: dict[str, int],
    section: str | None,
    expected: tuple[int, int],
) -> None:
    world = a_world(empty_database, [SeedCustomer(12, **customer)])
    if section:
        world.database.execute_text("UPDATE divisions SET inv_paytime = NULL, inv_paytype = NULL")
        names = {"payments": "deadline", "invoices": "paytime"}
        world.setting(section, names[section], "7 dni")
        world.setting(section, "paytype", "3")
    a_plain_month(world)
    world.run()
    document = world.rows("SELECT paytime, paytype FROM documents")[0]
    assert (document["paytime"], document["paytype"]) == expected


def test_fakedate_dates_the_documents_at_noon_and_month_end_sets_the_sale(world: World) -> None:
    a_plain_month(world)
    world.with_settings(sale_date="month_end")
    world.run(fakedate=date(2026, 11, 20))
    document = world.rows("SELECT cdate, sdate FROM documents")[0]
    noon = datetime(2026, 11, 20, 12, tzinfo=WARSAW)
    sold = datetime(2026, 10, 31, 12, tzinfo=WARSAW)
    assert (document["cdate"], document["sdate"]) == (noon.timestamp(), sold.timestamp())
    assert {row["time"] for row in world.rows("SELECT time FROM cash")} == {noon.timestamp()}


def test_an_own_number_plan_goes_on_from_its_highest_number_of_the_period(world: World) -> None:
    a_plain_month(world)
    plan = world.lms.own_plan_id
    world.with_settings(numberplanid=plan)
    for number, when in ((41, NOW - 86_400), (99, NOW - 400 * 86_400)):
        a_document(world, number=number, numberplanid=plan, cdate=when)
    a_document(world, number=500, numberplanid=world.lms.shared_plan_id, cdate=NOW)
    world.run()
    issued = world.rows("SELECT fullnumber FROM hv_invoice")[0]
    assert issued["fullnumber"] == "VOIP/00042/2026"


def test_a_dry_run_writes_nothing_and_tells_the_same(world: World) -> None:
    a_plain_month(world)
    before = world.snapshot()
    rehearsed = world.run(dry_run=True)
    assert world.snapshot() == before
    assert rehearsed.amounts == world.run().amounts


def test_the_month_is_closed_when_it_is_invoiced(world: World) -> None:
    a_plain_month(world)
    world.run()
    states = world.rows("SELECT DISTINCT state FROM hv_coverage")
    assert [row["state"] for row in states] == ["closed"]


def test_one_customer_alone_does_not_close_the_month(world: World) -> None:
    a_plain_month(world)
    world.run(customers=(12,))
    states = world.rows("SELECT DISTINCT state FROM hv_coverage")
    assert [row["state"] for row in states] == ["loaded"]


def test_setup_fees_are_added_on_request(world: World) -> None:
    a_plain_month(world)
    world.with_settings(setup_fee="added")
    world.run()
    line = world.rows("SELECT exact_net FROM hv_invoice_line WHERE kind = 'calls'")[0]
    assert line["exact_net"] == Decimal("1.3345")
    stamped = world.rows("SELECT SUM(cost_billed) AS net FROM hv_billing_invoiced")[0]
    assert stamped["net"] == Decimal("1.3345")


def test_a_missing_tax_is_one_clear_sentence(world: World) -> None:
    a_plain_month(world)
    world.with_settings(taxrate=Decimal(19))
    with pytest.raises(ConfigurationError, match="LMS has no tax of 19 %"):
        world.run()


def test_an_unknown_number_plan_is_one_clear_sentence(world: World) -> None:
    a_plain_month(world)
    world.with_settings(numberplanid=4711)
    with pytest.raises(ConfigurationError, match="numberplanid is 4711"):
        world.run()


def test_the_gate_names_the_missing_days_and_how_to_load_them(world: World) -> None:
    a_plain_month(world)
    world.database.execute_text(
        "UPDATE hv_coverage SET state = 'partial' WHERE day = '2026-10-04' AND calltype = 'disa'"
    )
    with pytest.raises(IncompleteUsageError) as error:
        world.run()
    assert "2026-10 are not complete: 2026-10-04 disa. Load them with the DAG" in str(error.value)
    summary = world.run(ignore_missing_cdrs="DISA is not used")
    assert summary.missing == ("2026-10-04 disa",)
    kept = world.rows("SELECT missing_cdrs_reason FROM hv_invoice")[0]
    assert kept["missing_cdrs_reason"] == "DISA is not used"


def test_priced_records_in_quarantine_are_listed_and_above_the_limit_refused(world: World) -> None:
    a_plain_month(world)
    record = {"category": "cdr", "record": "{}", "reason": "test", "created_at": 0}
    row = {"day": date(2026, 10, 3), "cost": Decimal("7.0000"), "fingerprint": "a" * 64}
    insert(world.database, "hv_quarantine", record | row)
    world.with_settings(quarantine_amount=Decimal("6.99"))
    with pytest.raises(IncompleteUsageError, match=r"1 priced records of 2026-10 \(7.0000 PLN"):
        world.run()
    world.with_settings(quarantine_amount=Decimal("7.00"))
    summary = world.run()
    assert (summary.quarantined, summary.quarantined_net) == (1, Decimal("7.0000"))


def test_existing_tables_of_the_old_plugin_serve_as_well(empty_database: Database) -> None:
    world = a_world(empty_database, [12], "current", "hiperus_2017")
    insert(world.database, "hv_customers", {"id": 100, "name": "Konto 100"})
    a_plain_month(world)
    summary = world.run()
    assert summary.amounts.gross == Decimal("26.12")
