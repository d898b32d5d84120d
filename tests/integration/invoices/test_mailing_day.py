"""Documents dated tomorrow: neither mailed nor sent to KSeF today, by LMS's own selections."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from dev.lms.seed import SeedCustomer
from hiperus.domain.periods import WARSAW, local_midnight
from hiperus.storage.database import Database
from tests.support.builders_invoices import ISSUE_DAY, NOW, World, a_plain_month, a_world
from tests.support.roles import add_row

pytestmark = pytest.mark.database

AFTERNOON = local_midnight(ISSUE_DAY) + 15 * 3600
NEXT_DAY = date(2026, 11, 2)


@pytest.fixture
def world(empty_database: Database) -> World:
    """A company that gets invoices by mail and in KSeF, without delay."""
    world = a_world(empty_database, [SeedCustomer(12, kind=1, email="klient12@example.pl")])
    row = {"divisionid": world.lms.division_id, "delay": 0, "allconsumers": 0, "boundarydate": 0}
    add_row(world.database, "ksefconfig", row | {"showbalancesummary": 0, "xmladdallvalues": 0})
    a_plain_month(world)
    world.now = AFTERNOON
    return world


def mailed_on(world: World, day: date) -> int:
    """Count what LMS's mailing of a day takes."""
    return len(
        world.rows(
            "SELECT d.id FROM documents d JOIN customeraddressview v ON v.id = d.customerid "
            "WHERE d.type IN (1, 3, 5, 6) AND d.cancelled = 0 AND d.senddate = 0 "
            f"AND d.cdate >= {local_midnight(day)} AND d.cdate <= {local_midnight(day) + 86399} "
            "AND v.deleted = 0 AND v.invoicenotice = 1 "
            "AND EXISTS (SELECT 1 FROM customercontacts c "
            "WHERE c.customerid = d.customerid AND (c.type & 24) = 24 AND (c.type & 16384) = 0)"
        )
    )


def sent_at(world: World, instant: int) -> int:
    """Count what LMS sends to KSeF at an instant."""
    return len(
        world.rows(
            "SELECT d.id FROM documents d JOIN ksefconfig k ON k.divisionid = d.divisionid "
            "JOIN customers c ON c.id = d.customerid WHERE d.type IN (1, 3) AND k.delay > -1 "
            f"AND d.cdate >= k.boundarydate AND {instant} - d.cdate >= k.delay AND c.type = 1"
        )
    )


def test_a_late_run_says_that_nothing_will_be_mailed(world: World) -> None:
    summary = world.run()
    assert "issued at 15:00" in summary.mailing
    assert summary.mailing in summary.text()
    assert (mailed_on(world, ISSUE_DAY), sent_at(world, AFTERNOON)) == (1, 1)


def test_dated_tomorrow_it_goes_out_tomorrow_and_not_before(world: World) -> None:
    summary = world.run(date_next_day=True)
    five_past = int(datetime(2026, 11, 2, 0, 5, tzinfo=WARSAW).timestamp())
    (document,) = world.rows("SELECT cdate, sdate FROM documents")
    assert (document["cdate"], document["sdate"]) == (five_past, five_past)
    assert summary.mailing.startswith("The documents are dated 2026-11-02")
    assert (mailed_on(world, ISSUE_DAY), sent_at(world, five_past - 1)) == (0, 0)
    assert (mailed_on(world, NEXT_DAY), sent_at(world, five_past)) == (1, 1)
    assert {row["time"] for row in world.rows("SELECT time FROM cash")} == {five_past}


def test_the_sale_is_dated_as_the_setting_says(world: World) -> None:
    world.with_settings(sale_date="month_end")
    world.run(date_next_day=True)
    sold = int(datetime(2026, 10, 31, 12, tzinfo=WARSAW).timestamp())
    assert world.rows("SELECT sdate FROM documents")[0]["sdate"] == sold


def test_in_the_morning_there_is_nothing_to_say(world: World) -> None:
    world.now = NOW
    summary = world.run()
    assert (len(summary.issued), summary.mailing) == (1, "")


def test_where_lms_mails_nothing_there_is_nothing_to_say(world: World) -> None:
    world.with_settings(mailed_by_lms=False)
    summary = world.run()
    assert (len(summary.issued), summary.mailing) == (1, "")
