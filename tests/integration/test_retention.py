"""Calls whose time is over are deleted month by month when settled; what was billed stays."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from hiperus.calls.judge_vanished import judge_vanished
from hiperus.calls.rules.loading import LoadOptions
from hiperus.domain.cdr import CallType
from hiperus.domain.periods import DaySpan, Month, Window, local_midnight
from hiperus.errors import InvalidParameterError
from hiperus.notes.note import take_note
from hiperus.notes.rules.requests import parse_note
from hiperus.retention.report import write_report
from hiperus.retention.retention import RetentionSummary, apply_retention
from hiperus.storage.database import Database
from tests.support.builders_invoices import World, a_plain_month, a_world, insert
from tests.support.cdr_world import load
from tests.support.failing_database import Killed, mortal
from tests.support.fake_billing import FakeBilling, a_call
from tests.support.roles import connect

pytestmark = pytest.mark.database

OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)
LONG_AFTER = date(2027, 11, 2)
A_YEAR = 12
LATER = local_midnight(LONG_AFTER)
CALLS = ("hv_billing", "hv_billing_link", "hv_billing_revision", "hv_billing_vanished")


@pytest.fixture
def world(empty_database: Database) -> World:
    """October is invoiced; November has one call."""
    made = a_world(empty_database, [12, 13])
    a_plain_month(made)
    changed = made.call((100, 200), "2.0000")
    made.reprice(changed, "2.5000")
    made.vanish(made.call((100, 200), "3.0000"))
    made.run()
    made.call((100, 200), "1.0000", "2026-11-01 00:00:00")
    made.settings = replace(made.settings, retention_months=A_YEAR)
    return made


def purge(
    world: World,
    *,
    dry_run: bool = False,
    today: date = LONG_AFTER,
    database: Database | None = None,
) -> RetentionSummary:
    return apply_retention(world.a_run(database), today, dry_run=dry_run)


def count(world: World, table: str, month: Month = OCTOBER) -> int:
    own = "id" if table == "hv_billing" else "cdr_id"
    (row,) = world.rows(
        f"SELECT COUNT(*) AS n FROM {table} WHERE {own} IN (SELECT b.id FROM hv_billing b"
        f" WHERE b.start_time LIKE '{month}%')"
    )
    return int(row["n"])


def all_rows(world: World, *tables: str) -> dict[str, list[object]]:
    return {table: sorted(map(str, world.rows(f"SELECT * FROM {table}"))) for table in tables}


def test_calls_go_and_what_was_billed_stays(world: World) -> None:
    insert(
        world.database,
        "hv_quarantine",
        {
            "category": "cdr",
            "record": "{}",
            "reason": "is no number",
            "day": date(2026, 10, 5),
            "cost": Decimal(0),
            "fingerprint": "x" * 64,
            "created_at": 1,
        },
    )
    kept = ("documents", "invoicecontents", "cash", "hv_invoice", "hv_invoice_line")
    kept += ("hv_billing_invoiced", "hv_coverage", "hv_load")
    before = all_rows(world, *kept)
    found = purge(world)
    (outcome,) = found.months
    assert (outcome.standing.month, outcome.points) == (OCTOBER, ())
    assert (outcome.calls, outcome.records) == (4, 1)
    assert found.describe().startswith(
        "retention: 4 calls of 1 months before 2026-11-01 (2026-10) were deleted"
    )
    assert all_rows(world, *kept) == before
    assert [row["start_time"] for row in world.rows("SELECT start_time FROM hv_billing")] == [
        "2026-11-01 00:00:00"
    ]
    for table, left in zip(CALLS, (1, 1, 0, 0), strict=True):
        assert len(world.rows(f"SELECT * FROM {table}")) == left, table
    assert world.rows("SELECT * FROM hv_quarantine") == []
    (row,) = world.rows("SELECT * FROM hv_retention")
    assert (row["call_month"], row["calls"], str(row["net"]), row["records"]) == (
        date(2026, 10, 1),
        4,
        "6.7345",
        1,
    )
    assert row["finished_at"] is not None


def test_a_dry_run_deletes_nothing_and_reports(world: World, tmp_path: Path) -> None:
    before = all_rows(world, *CALLS, "hv_retention")
    found = purge(world, dry_run=True)
    assert "4 calls of 1 months before 2026-11-01 (2026-10) would be deleted" in found.describe()
    assert all_rows(world, *CALLS, "hv_retention") == before
    page = write_report(found, tmp_path)
    assert "2026-10" in page.read_text("utf-8")
    table = (tmp_path / "retention.csv").read_text("utf-8").splitlines()
    assert table[1].startswith("2026-10,would be deleted,4,")


def test_nothing_is_ever_deleted_unless_the_setting_says_so(world: World) -> None:
    world.settings = replace(world.settings, retention_months=0)
    assert "kept for ever" in purge(world).describe()
    assert count(world, "hv_billing") == 4


def test_a_month_is_too_old_only_when_so_many_lie_between(world: World) -> None:
    assert purge(world, today=date(2027, 10, 31)).months == ()
    assert count(world, "hv_billing") == 4
    assert [o.calls for o in purge(world, today=date(2027, 11, 1)).months] == [4]


def unbilled(world: World) -> None:
    world.account(101, 12)
    world.terminal(201, 101)
    world.call((101, 201), "0.5000")


def unlinked(world: World) -> None:
    world.call(None, "0.5000")


def dearer(world: World) -> None:
    (row,) = world.rows("SELECT MIN(id) AS id FROM hv_billing WHERE cost = 1")
    world.reprice(row["id"], "7.0000")


def uncovered(world: World) -> None:
    world.database.execute_text(
        "UPDATE hv_coverage SET state = 'partial' WHERE day = '2026-10-31' AND calltype = 'disa'"
    )


def parked(world: World) -> None:
    world.database.execute_text("UPDATE hv_invoice SET state = 'parked'")


def cancelled(world: World) -> None:
    world.database.execute_text("UPDATE documents SET cancelled = 1")


def never_closed(world: World) -> None:
    world.database.execute_text("UPDATE hv_coverage SET state = 'loaded'")


def quarantined(world: World) -> None:
    row = {"category": "cdr", "record": "{}", "reason": "x", "day": date(2026, 10, 5)}
    row |= {"cost": 1, "fingerprint": "y" * 64, "created_at": 1}
    insert(world.database, "hv_quarantine", row)


def of_the_old_script(world: World) -> None:
    world.settings = replace(world.settings, first_billed_month=NOVEMBER)


REASONS = [
    (unbilled, "priced and on no invoice: 1 calls_of_gone_account"),
    (unlinked, "priced and on no invoice: 1 calls_without_account"),
    (dearer, "became dearer by 6.0000 PLN"),
    (uncovered, r"not covered: 2026-10-31 disa \(partial\)"),
    (parked, "1 invoices wait or are parked"),
    (cancelled, "1 invoices were cancelled or deleted in LMS"),
    (never_closed, "was not invoiced as a whole"),
    (quarantined, "1 priced records wait in quarantine"),
    (of_the_old_script, "before first_billed_month"),
]


@pytest.mark.parametrize(("trouble", "reason"), REASONS, ids=lambda v: getattr(v, "__name__", ""))
@pytest.mark.parametrize("empty_database_url", ["postgres"], indirect=True)
def test_a_month_that_is_not_settled_stays(
    world: World, trouble: Callable[[World], None], reason: str
) -> None:
    trouble(world)
    (outcome,) = purge(world).months
    assert re.search(reason, "; ".join(outcome.points))
    assert len(outcome.points) == 1
    assert count(world, "hv_billing") >= 4
    assert world.rows("SELECT * FROM hv_retention") == []


GIVEN_UP = {"unbilled", "unlinked", "cancelled", "quarantined"}


@pytest.mark.parametrize(("trouble", "reason"), REASONS, ids=lambda v: getattr(v, "__name__", ""))
def test_what_can_never_be_billed_can_be_given_up_with_a_reason(
    world: World, trouble: Callable[[World], None], reason: str
) -> None:
    trouble(world)
    (outcome,) = apply_retention(
        world.a_run(), LONG_AFTER, dry_run=False, give_up="nobody's"
    ).months
    is_gone = trouble.__name__ in GIVEN_UP
    assert (outcome.points == ()) == is_gone, reason
    assert (count(world, "hv_billing") == 0) == is_gone
    kept = [row["reason"] for row in world.rows("SELECT reason FROM hv_retention")]
    assert kept == (["nobody's"] if is_gone else [])


def hold(world: World, **payload: object) -> str:
    values = {"customer": 12, "from": "2026-10-31", "reason": "reklamacja"} | payload
    action = "end" if "id" in payload else "add"
    asked = {"id": payload["id"], "reason": "settled"} if "id" in payload else values
    return take_note(world.a_run(), parse_note("hold", action, asked), "klara")


def test_held_calls_stay_and_go_when_the_hold_is_ended(world: World) -> None:
    world.call(None, "0.0000", "2026-10-05 10:00:00", success_call="f")
    hold(world)
    assert [o.calls for o in purge(world, dry_run=True).months] == [4]
    (outcome,) = purge(world).months
    assert (outcome.points, outcome.calls, outcome.standing.held) == ((), 4, 1)
    left = world.rows("SELECT start_time FROM hv_billing WHERE start_time < '2026-11-01'")
    assert left == [{"start_time": "2026-10-31 23:59:59"}]
    assert count(world, "hv_billing_link") == 1
    assert purge(world).months[0].calls == 0
    hold(world, id=1)
    assert [o.calls for o in purge(world).months] == [1]
    assert count(world, "hv_billing") == 0
    assert purge(world).months == ()


def test_a_hold_of_other_days_or_customers_keeps_nothing(world: World) -> None:
    hold(world, **{"from": "2026-09-01", "until": "2026-10-14"})
    world.account(109, 13)
    hold(world, customer=13)
    purge(world)
    assert count(world, "hv_billing") == 0


def test_records_and_former_versions_stay_while_a_hold_touches_the_month(world: World) -> None:
    row = {"category": "cdr", "record": "{}", "reason": "x", "day": date(2026, 10, 5)}
    row |= {"cost": Decimal(0), "fingerprint": "y" * 64, "created_at": 1}
    insert(world.database, "hv_quarantine", row)
    hold(world)
    purge(world)
    assert len(world.rows("SELECT * FROM hv_quarantine")) == 1


def test_loading_such_days_again_is_refused_in_a_sentence(world: World) -> None:
    purge(world)
    platform = FakeBilling([a_call(id=1, start_time="2026-10-02 10:00:00")])
    for days in (OCTOBER.days, DaySpan(date(2026, 10, 31), date(2026, 11, 1))):
        with pytest.raises(
            InvalidParameterError, match="hiperus_retention deleted those of 2026-10"
        ):
            load(world.database, platform, Window(days, CallType.OUTGOING), now=LATER)
    assert count(world, "hv_billing") == 0
    load(world.database, FakeBilling([]), Window(NOVEMBER.days, CallType.DISA), now=LATER)
    states = world.rows(
        "SELECT DISTINCT state FROM hv_coverage WHERE day < '2026-11-01' AND success = 't'"
    )
    assert states == [{"state": "closed"}]


def test_what_looks_at_calls_is_not_alarmed(world: World) -> None:
    before = world.snapshot()
    purge(world)
    judged = judge_vanished(world.a_run(), OCTOBER.days, 0, LoadOptions())
    assert judged.vanished == 0
    assert judged.waiting == ()
    world.cover(NOVEMBER)
    again = world.run()  # October once more: nothing is late, nothing is missing, nothing due
    assert not again.has_changed_anything
    november = world.prepared(today=date(2026, 12, 1))
    lines = [line for draft in november.calculation.drafts for line in draft.lines]
    assert {str(line.service_month) for line in lines} == {"2026-11"}
    assert world.snapshot()["documents"] == before["documents"]


def test_a_stamped_call_that_comes_again_is_not_billed_again_and_goes_again(world: World) -> None:
    (call,) = world.rows("SELECT MIN(id) AS id FROM hv_billing WHERE cost = 1")
    purge(world)
    insert(
        world.database,
        "hv_billing",
        {"id": call["id"], "start_time": "2026-10-15 10:00:00", "calltype": "outgoing", "cost": 1},
    )
    world.cover(NOVEMBER)
    november = world.prepared(today=date(2026, 12, 1))
    assert [(d.calls, str(d.amounts.net)) for d in november.calculation.drafts] == [(1, "21.00")]
    assert [o.calls for o in purge(world).months] == [1]
    (row,) = world.rows("SELECT calls, finished_at FROM hv_retention")
    assert row["calls"] == 5


def test_killed_at_any_statement_the_next_run_goes_on(
    world: World, empty_database_url: str
) -> None:
    deaths, statements = 0, 30
    while True:
        statements += 7
        with connect(empty_database_url) as database:
            with contextlib.suppress(Killed):
                purge(world, database=mortal(database, statements))
                break
            deaths += 1
        billed = world.rows("SELECT COUNT(*) AS n FROM hv_billing_invoiced")
        assert billed == [{"n": 3}]
    assert deaths > 5
    (row,) = world.rows("SELECT calls, finished_at FROM hv_retention")
    assert row["calls"] == 4
    assert row["finished_at"] is not None
    assert [len(world.rows(f"SELECT * FROM {table}")) for table in CALLS] == [1, 1, 0, 0]
