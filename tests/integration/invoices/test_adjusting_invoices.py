"""What comes after an invoice: late, dearer, cheaper and vanished calls; parked and lost ones."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from dev.lms.seed import SeedCustomer
from hiperus.domain.periods import Month
from hiperus.errors import InvalidParameterError
from hiperus.invoices.release import release_and_issue
from hiperus.invoices.report import report_tables, write_report
from hiperus.invoices.summary import InvoiceRunSummary
from hiperus.invoices.tables.parked import parked_invoices
from hiperus.invoices.void import void_documents
from hiperus.storage.database import Database
from tests.support.builders_invoices import (
    ISSUE_DAY,
    MONTH,
    World,
    a_plain_month,
    a_world,
    insert,
)

pytestmark = pytest.mark.database

DECEMBER = date(2026, 12, 1)


@pytest.fixture
def world(empty_database: Database) -> World:
    """October of customer 12, not yet billed."""
    world = a_world(empty_database, [12, 13])
    a_plain_month(world)
    return world


def november(world: World) -> InvoiceRunSummary:
    if not world.rows("SELECT day FROM hv_coverage WHERE day = '2026-11-01'"):
        world.cover(Month(2026, 11))
        world.now += 30 * 86_400
    return world.run(today=DECEMBER)


def lines_of(world: World, month: str) -> list[tuple[str, str, int]]:
    rows = world.rows(
        "SELECT l.description, l.exact_net, l.call_count FROM hv_invoice_line l "
        f"JOIN hv_invoice i ON i.id = l.invoice_id WHERE i.billed_month = '{month}-01' "
        "ORDER BY l.id"
    )
    return [(r["description"], str(r["exact_net"]), r["call_count"]) for r in rows]


LATE = "Koszt rozmów poza abonamentem Cennik A (420000001) za okres październik 2026"


def test_late_calls_are_lines_of_the_next_invoice(world: World) -> None:
    world.run()
    world.call((100, 200), "2.0000", "2026-10-20 10:00:00")
    assert not world.run().has_changed_anything
    november(world)
    assert lines_of(world, "2026-11")[-1] == (LATE, "2.0000", 1)
    assert not november(world).has_changed_anything


def test_late_calls_get_an_invoice_of_their_own_where_the_setting_says_so(world: World) -> None:
    world.with_settings(adjustments="own_invoice")
    world.run()
    world.call((100, 200), "2.0000", "2026-10-20 10:00:00")
    summary = world.run()
    assert summary.amounts.gross == Decimal("2.46")
    kinds = world.rows("SELECT kind, sequence, state FROM hv_invoice ORDER BY id")
    assert [tuple(row.values()) for row in kinds] == [
        ("regular", 1, "issued"),
        ("adjustment", 1, "issued"),
    ]
    world.call((100, 200), "0.5000", "2026-10-21 10:00:00")
    world.run()
    assert world.rows("SELECT MAX(sequence) AS n FROM hv_invoice")[0]["n"] == 2
    assert not world.run().has_changed_anything


def test_a_month_with_nothing_to_pay_is_skipped_and_its_late_calls_are_billed(
    world: World,
) -> None:
    world.account(101, 13)
    world.terminal(201, 101)
    world.call((101, 201), "0.0000", calltype="incoming")
    summary = world.run()
    assert summary.skipped == [13]
    stamp = world.rows("SELECT cost_billed FROM hv_billing_invoiced WHERE reason = 'zero'")
    assert stamp == [{"cost_billed": Decimal(0)}]
    world.call((101, 201), "1.0000", "2026-10-20 10:00:00")
    november(world)
    rows = world.rows("SELECT gross FROM hv_invoice_line WHERE customer_id = 13")
    assert rows == [{"gross": Decimal("1.23")}]


def test_a_worthless_call_that_becomes_dearer_is_billed_with_its_difference(world: World) -> None:
    world.terminal(201, 100)
    call = world.call((100, 201), "0.0010")
    world.run()
    world.reprice(call, "1.0010")
    november(world)
    assert ("1.0000", 1) in [line[1:] for line in lines_of(world, "2026-11")]


def test_vanished_calls_of_an_invoice_are_credit_due_and_come_back_in_silence(
    world: World,
) -> None:
    call = world.call((100, 200), "7.0000")
    world.run()
    world.vanish(call)
    found = november(world)
    assert [(c.customer_id, c.calls, str(c.net)) for c in found.credit_due] == [(12, 1, "7.0000")]
    assert "credit due: customer 12, terminal 200, 2026-10: 1 calls, 7.0000 PLN net" in found.text()
    world.database.execute_text("DELETE FROM hv_billing_vanished")
    assert november(world).credit_due == ()


def test_vanished_calls_that_no_invoice_has_are_not_billed(world: World) -> None:
    world.vanish(world.call((100, 200), "7.0000"))
    summary = world.run()
    assert summary.amounts.gross == Decimal("26.12")
    assert [(str(n.reason), str(n.net)) for n in summary.not_billed] == [("vanished", "7.0000")]


def test_failed_calls_that_a_setting_keeps_off_are_settled_for_good(world: World) -> None:
    world.with_settings(bill_failed_calls=False)
    world.call((100, 200), "3.0000", success_call="f")
    world.run()
    reasons = world.rows("SELECT reason, COUNT(*) AS n FROM hv_billing_invoiced GROUP BY reason")
    assert {r["reason"]: r["n"] for r in reasons} == {"billed": 2, "failed_call": 1}
    world.with_settings(bill_failed_calls=True)
    november(world)
    assert all("październik" not in text for text, *_ in lines_of(world, "2026-11"))


@pytest.mark.parametrize(
    ("customer", "reason"),
    [
        (SeedCustomer(13, has_division=False), "no division"),
        (SeedCustomer(13, has_address=False), "no billing address"),
    ],
)
def test_a_customer_who_cannot_be_invoiced_is_parked_and_the_others_are_not(
    empty_database: Database, customer: SeedCustomer, reason: str
) -> None:
    world = a_world(empty_database, [12, customer])
    a_plain_month(world)
    world.account(101, 13)
    world.terminal(201, 101, subscription_id=5)
    summary = world.run()
    assert [invoice.customer_id for invoice in summary.issued] == [12]
    assert reason in summary.problems
    assert [(p.customer_id, p.month) for p in parked_invoices(world.database)] == [(13, MONTH)]
    before = world.snapshot()["documents"]
    world.run()
    assert world.snapshot()["documents"] == before


def test_a_mended_reason_lets_the_next_run_issue_what_was_parked(world: World) -> None:
    world.database.execute_text("UPDATE numberplans SET isdefault = 0")
    assert "no usable number plan" in world.run().problems
    world.database.execute_text("UPDATE numberplans SET isdefault = 1 WHERE template LIKE '%LMS%'")
    summary = world.run()
    assert [invoice.full_number for invoice in summary.issued] == ["1/LMS/2026"]
    assert parked_invoices(world.database) == []


def release(world: World, customer_id: int) -> list[InvoiceRunSummary]:
    return release_and_issue(world.a_run(), [customer_id], ISSUE_DAY)


def history(world: World, gross: str) -> None:
    row = {"customer_id": 12, "billed_month": date(2026, 9, 1), "kind": "regular", "sequence": 1}
    row |= {"state": "skipped", "live_regular": 1, "gross": gross, "updated_at": 0}
    insert(world.database, "hv_invoice", row)


def test_a_bound_parks_and_a_release_issues_that_customer_alone(world: World) -> None:
    history(world, "10.00")
    world.call((100, 200), "500.0000")
    summary = world.run()
    assert "is above the bound of 100.00" in summary.problems
    assert world.run().issued == []
    released = release(world, 12)
    assert [invoice.customer_id for invoice in released[0].issued] == [12]
    assert released[0].amounts.gross == Decimal("641.12")
    with pytest.raises(InvalidParameterError, match="Nothing is parked for customers 12"):
        release(world, 12)


def test_a_document_that_lms_cancelled_is_reported_and_never_reissued_by_itself(
    world: World,
) -> None:
    world.run()
    docid = world.rows("SELECT id FROM documents")[0]["id"]
    with pytest.raises(InvalidParameterError, match="still stands in LMS"):
        void_documents(world.a_run(), [docid], "mistake")
    world.database.execute_text("UPDATE documents SET cancelled = 1")
    summary = world.run()
    assert not summary.has_changed_anything
    assert summary.lost[0].startswith("cancelled in LMS: invoice 1/LMS/2026")
    (given_up,) = void_documents(world.a_run(), [docid], "issued to the wrong person")
    assert f"Document {docid} of customer 12 for 2026-10 (26.12 PLN gross) is given up" in str(
        given_up
    )
    again = world.run()
    assert again.amounts.gross == Decimal("26.12")
    rows = world.rows("SELECT sequence, state FROM hv_invoice ORDER BY id")
    assert [tuple(row.values()) for row in rows] == [(1, "void"), (2, "issued")]


def test_a_document_that_lms_deleted_is_reported(world: World) -> None:
    world.run()
    world.database.execute_text("DELETE FROM documents")
    assert world.run().lost[0].startswith("deleted in LMS: invoice 1/LMS/2026")


def test_the_report_shows_lines_reasons_and_last_months_figure(
    world: World, tmp_path: Path
) -> None:
    history(world, "20.00")
    world.call(None, "4.0000")
    drafts = world.prepared(dry_run=True)
    files = write_report(drafts, tmp_path / "report")
    page = files.html.read_text(encoding="utf-8")
    assert "Klient 12" in page
    assert "Koszt rozmów poza abonamentem Cennik A (420000001)" in page
    assert "call_without_link" in page
    customers = report_tables(drafts)["Customers"].to_dict("records")
    assert [(c["gross"], c["last_month_gross"], c["change"]) for c in customers] == [
        (Decimal("26.12"), Decimal("20.00"), Decimal("6.12"))
    ]
    assert files.lines_csv.read_text(encoding="utf-8").count("\n") == 3
    assert "call_without_link,2026-10" in files.not_billed_csv.read_text(encoding="utf-8")


def test_an_empty_report_can_be_written(empty_database: Database, tmp_path: Path) -> None:
    files = write_report(a_world(empty_database).prepared(), tmp_path)
    assert "Invoices to issue" in files.html.read_text(encoding="utf-8")
