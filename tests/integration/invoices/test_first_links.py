"""An account linked after the month: a person bills it, customer and month named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from hiperus.domain.periods import WARSAW, Month
from hiperus.invoices.open_first_links import open_first_links
from hiperus.invoices.release import release_and_issue
from hiperus.invoices.report import report_tables
from hiperus.invoices.rules.not_billed import first_links
from hiperus.invoices.summary import InvoiceRunSummary
from hiperus.reconcile.leaks import find_leaks
from hiperus.storage.database import Database
from tests.support.builders_invoices import ISSUE_DAY, World, a_plain_month, a_world, insert

pytestmark = pytest.mark.database

DECEMBER = date(2026, 12, 1)
COMMAND = 'hiperus_invoice with {"customers": [13], "leftmonth": 1}'


def at(*when: int) -> int:
    return int(datetime(*when, tzinfo=WARSAW).timestamp())  # type: ignore[arg-type]


@pytest.fixture
def world(empty_database: Database) -> World:
    """October of customer 12, and an account that was linked to customer 13 on 2 November."""
    world = a_world(empty_database, [12, 13])
    a_plain_month(world)
    world.account(101, None, create_date="2026-10-01 09:00:00")
    world.account(101, 13, since=at(2026, 11, 2, 0, 31), create_date="2026-10-01 09:00:00")
    world.terminal(201, 101, subscription_id=5)
    world.call((101, 201), "3.0000")
    world.call((101, 201), "0.0000", calltype="incoming")
    return world


def named(world: World, customer_id: int = 13, **request: object) -> InvoiceRunSummary:
    return world.run(customers=(customer_id,), leftmonth=1, **request)


def test_the_run_of_the_month_lists_it_with_the_command_that_bills_it(world: World) -> None:
    summary = world.run()
    assert [invoice.customer_id for invoice in summary.issued] == [12]
    assert COMMAND in summary.text()
    assert "2 calls and all fees of customers 13, 23.0000 PLN net" in summary.text()


def test_customer_and_month_named_bill_it_once(world: World) -> None:
    world.run()
    summary = named(world)
    assert [str(i.amounts.gross) for i in summary.issued] == ["28.29"]
    assert "first linked" not in summary.text()
    assert not named(world).has_changed_anything
    assert not world.run().has_changed_anything


@pytest.mark.parametrize("request_", [{"customers": (13,)}, {"leftmonth": 1}])
def test_half_of_the_names_is_not_enough(world: World, request_: dict[str, object]) -> None:
    assert 13 not in [i.customer_id for i in world.run(**request_).issued]


def test_a_month_later_it_is_still_listed_and_no_late_call(world: World) -> None:
    world.run()
    world.cover(Month(2026, 11))
    world.now += 30 * 86_400
    summary = world.run(today=DECEMBER)
    of_november = [str(i.amounts.gross) for i in summary.issued if i.customer_id == 13]
    assert of_november == ["24.60"]
    assert 'hiperus_invoice with {"customers": [13], "leftmonth": 2}' in summary.text()
    done = world.run(today=DECEMBER, customers=(13,), leftmonth=2)
    assert [str(i.amounts.gross) for i in done.issued] == ["28.29"]
    assert not world.run(today=DECEMBER).has_changed_anything


def test_where_the_month_is_issued_it_becomes_an_adjustment(world: World) -> None:
    world.account(102, None)
    world.account(102, 12, since=at(2026, 11, 2, 0, 31))
    world.terminal(202, 102, subscription_id=5)
    world.call((102, 202), "1.0000")
    world.call((102, 202), "0.0000", calltype="incoming")
    world.run()
    summary = named(world, 12)
    assert [str(i.amounts.gross) for i in summary.issued] == ["25.83"]
    kinds = world.rows("SELECT kind, state FROM hv_invoice WHERE customer_id = 12 ORDER BY id")
    assert [r["kind"] for r in kinds] == ["regular", "adjustment"]
    assert not named(world, 12).has_changed_anything


def test_an_adjustment_above_the_bound_can_be_released(world: World) -> None:
    row = {"customer_id": 12, "billed_month": date(2026, 9, 1), "kind": "regular", "sequence": 1}
    row |= {"state": "skipped", "live_regular": 1, "gross": "10.00", "updated_at": 0}
    insert(world.database, "hv_invoice", row)
    world.account(102, None)
    world.account(102, 12, since=at(2026, 11, 2, 0, 31))
    world.terminal(202, 102)
    call = world.call((102, 202), "500.0000")
    world.run()
    assert "is above the bound of 100.00" in named(world, 12).problems
    assert "is above the bound of 100.00" in named(world, 12).problems
    waiting = "SELECT state FROM hv_invoice WHERE kind = 'adjustment'"
    assert world.rows(waiting) == [{"state": "parked"}]
    world.run()  # a run without the names neither issues nor forgets it
    assert world.rows(waiting) == [{"state": "parked"}]
    (summary,) = release_and_issue(world.a_run(), [12], ISSUE_DAY)
    assert [str(i.amounts.gross) for i in summary.issued] == ["615.00"]
    assert world.rows(waiting) == [{"state": "issued"}]
    assert call


def test_a_parked_adjustment_that_nothing_is_left_of_is_closed(world: World) -> None:
    row = {"customer_id": 12, "billed_month": date(2026, 9, 1), "kind": "regular", "sequence": 1}
    row |= {"state": "skipped", "live_regular": 1, "gross": "10.00", "updated_at": 0}
    insert(world.database, "hv_invoice", row)
    world.account(102, None)
    world.account(102, 12, since=at(2026, 11, 2, 0, 31))
    call = world.call((102, 202), "500.0000")
    world.run()
    named(world, 12)
    world.vanish(call)
    release_and_issue(world.a_run(), [12], ISSUE_DAY)
    rows = world.rows("SELECT state FROM hv_invoice WHERE kind = 'adjustment'")
    assert rows == [{"state": "skipped"}]


def test_the_report_says_before_anything_is_issued_what_waits(world: World) -> None:
    tables = report_tables(world.prepared(dry_run=True))
    (row,) = tables["Billed only when customers and month are named"].to_dict("records")
    assert row["hiperus_invoice with"] == '{"customers": [13], "leftmonth": 1}'
    assert (row["calls"], row["net"]) == (2, Decimal("23.0000"))


def test_the_check_and_the_comparison_name_what_waits(world: World) -> None:
    today = date(2026, 12, 3)
    (waiting,) = first_links(open_first_links(world.a_run(), today))
    assert (waiting.customers, waiting.calls, waiting.net) == ((13,), 2, Decimal("3.0000"))
    add = "INSERT INTO hv_customers (id, name, ext_billing_id) VALUES "
    world.database.execute_text(f"{add} (100, 'A', 12), (101, 'B', 13)")
    world.database.execute_text(
        "INSERT INTO hv_assign (customerid, keytype, keyvalue) VALUES "
        "(100, 'issue_invoice', '2'), (101, 'issue_invoice', '2')"
    )
    found = {str(f.kind): f for f in find_leaks(world.a_run(), today)}
    assert set(found) == {"calls_first_linked", "calls_not_billed"}
    assert found["calls_not_billed"].key == "account 100"
    assert "customers [13] and the leftmonth that leads to 2026-10" in str(
        found["calls_first_linked"]
    )


def test_before_the_first_billed_month_nothing_is_ours(world: World) -> None:
    run = world.a_run()
    unset = replace(run.settings, first_billed_month=None)
    world.settings = unset
    assert open_first_links(world.a_run(), DECEMBER) == []
