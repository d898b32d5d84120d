"""`add_new_invoices=false`: lines go onto LMS's own invoice of the month, where that may grow."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from hiperus.domain.periods import local_midnight
from hiperus.storage.database import Database
from tests.support.builders_invoices import (
    NOW,
    World,
    a_document,
    a_plain_month,
    a_world,
    an_einvoice,
)

pytestmark = pytest.mark.database

EARLIER = local_midnight(date(2026, 11, 1)) + 60


@pytest.fixture(params=["current", "old"])
def world(empty_database: Database, request: pytest.FixtureRequest) -> World:
    """An LMS of each era with a plain month to bill."""
    world = a_world(empty_database, [12], request.param)
    a_plain_month(world)
    world.now = NOW
    return world


def items(world: World, docid: int) -> list[tuple[int, str]]:
    rows = world.rows(f"SELECT itemid, value FROM invoicecontents WHERE docid = {docid}")
    return sorted((row["itemid"], f"{row['value']:.2f}") for row in rows)


def test_lines_follow_those_that_are_there(world: World) -> None:
    older = a_document(world, cdate=EARLIER - 10, sdate=EARLIER)
    newest = a_document(world, cdate=EARLIER, sdate=EARLIER, fullnumber="9/LMS/2026")
    summary = world.run(add_new_invoices=False)
    assert items(world, older) == [(1, "50.00")]
    assert items(world, newest) == [(1, "50.00"), (2, "24.60"), (3, "1.52")]
    cash = world.rows(f"SELECT itemid, time, value FROM cash WHERE docid = {newest}")
    assert sorted((c["itemid"], c["time"], c["value"]) for c in cash) == [
        (2, EARLIER, Decimal("-24.60")),
        (3, EARLIER, Decimal("-1.52")),
    ]
    issued = summary.issued[0]
    assert (issued.docid, issued.full_number) == (newest, "9/LMS/2026")
    assert issued.is_added_to_existing


def test_a_rerun_adds_nothing_again(world: World) -> None:
    a_document(world)
    world.run(add_new_invoices=False)
    before = world.snapshot()
    world.run(add_new_invoices=False)
    assert world.snapshot() == before


def test_the_setting_decides_where_the_run_says_nothing(world: World) -> None:
    docid = a_document(world)
    world.with_settings(add_new_invoices=False)
    world.run()
    assert len(items(world, docid)) == 3


def test_without_an_invoice_of_lms_there_is_a_new_one(world: World) -> None:
    summary = world.run(add_new_invoices=False)
    assert not summary.issued[0].is_added_to_existing
    assert len(world.rows("SELECT id FROM documents")) == 1


@pytest.mark.parametrize(
    "shut",
    [
        {"closed": 1},
        {"cancelled": 1},
        {"type": 6},
        {"sdate": local_midnight(date(2026, 10, 31))},
        {"sdate": local_midnight(date(2026, 12, 1))},
        {"archived": 1},
        {"published": 1},
        {"senddate": NOW},
        {"currency": "EUR"},
        {"flags": 16},
    ],
)
def test_an_invoice_that_may_not_grow_is_left_alone(
    empty_database: Database, shut: dict[str, object]
) -> None:
    world = a_world(empty_database)
    a_plain_month(world)
    docid = a_document(world, **shut)
    world.run(add_new_invoices=False)
    assert items(world, docid) == [(1, "50.00")]
    assert len(world.rows("SELECT id FROM documents")) == 2


def test_an_invoice_of_another_division_is_left_alone(world: World) -> None:
    other = world.rows("SELECT MIN(id) AS id FROM divisions")[0]["id"]
    assert other != world.lms.division_id
    docid = a_document(world, divisionid=other)
    world.run(add_new_invoices=False)
    assert items(world, docid) == [(1, "50.00")]


def test_an_invoice_known_to_the_e_invoice_system_is_left_alone(
    empty_database: Database,
) -> None:
    world = a_world(empty_database)
    a_plain_month(world)
    docid = a_document(world)
    an_einvoice(world, docid, status=0)
    world.run(add_new_invoices=False)
    assert items(world, docid) == [(1, "50.00")]


def test_an_invoice_of_ours_gets_no_lines_of_another_month(world: World) -> None:
    world.run()
    ours = world.rows("SELECT id FROM documents")[0]["id"]
    world.cover(month=world.settings.first_billed_month)
    world.call((100, 200), "3.0000", "2026-09-10 10:00:00")
    world.run(add_new_invoices=False, leftmonth=2)
    assert len(items(world, ours)) == 2
    assert len(world.rows("SELECT id FROM documents")) == 2
