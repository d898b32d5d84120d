"""Premium-rate calls above a customer's limit: withheld at issue, never billed by themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from hiperus.domain.periods import DaySpan, Month, local_midnight
from hiperus.errors import InvalidParameterError
from hiperus.invoices.issue import issue
from hiperus.invoices.premium_notices import premium_notices
from hiperus.invoices.rules.premium import PremiumAction
from hiperus.invoices.rules.reasons import Reason
from hiperus.invoices.void import void_documents
from hiperus.invoices.withheld import PremiumDecision, decide, withheld_months
from hiperus.reconcile.tables import stored
from hiperus.storage.database import Database
from tests.support.builders_invoices import MONTH, World, a_plain_month, a_world
from tests.support.roles import add_row

pytestmark = pytest.mark.database

PLACE = (100, 200)


@pytest.fixture
def world(empty_database: Database) -> World:
    world = a_world(empty_database, [12, 13])
    a_plain_month(world)
    world.with_settings(premium_limit_basis="net")
    return world


def premium(world: World, cost: str, start: str = "2026-10-10 10:00:00", **values: object) -> int:
    place = values.pop("place", PLACE)
    return world.call(place, cost, start, type="premium", bill_cpb="48700123456", **values)  # type: ignore[arg-type]


def withheld(world: World) -> dict[int, tuple[int, str, str]]:
    rows = world.rows("SELECT * FROM hv_premium_withheld ORDER BY cdr_id")
    return {r["cdr_id"]: (r["customer_id"], r["state"], f"{r['cost']:.2f}") for r in rows}


def stamped(world: World) -> dict[int, Decimal]:
    rows = world.rows(
        "SELECT cdr_id, SUM(cost_billed) AS net FROM hv_billing_invoiced GROUP BY cdr_id"
    )
    return {row["cdr_id"]: row["net"] for row in rows}


def a_limit(world: World, amount: str, month: Month = MONTH, customer: int = 12) -> None:
    row = {"customer_id": customer, "valid_from": month.first_day, "amount": Decimal(amount)}
    add_row(world.database, "hv_premium_limit", row | {"reason": "wybór", "noted_at": 1})


def next_month(world: World) -> World:
    world.cover(Month(2026, 11))
    world.now = local_midnight(date(2026, 12, 1)) + 4 * 3600
    world.request = replace(world.request, today=date(2026, 12, 1))
    return world


def test_what_lies_above_is_withheld_and_the_next_run_does_not_bill_it(world: World) -> None:
    first = premium(world, "30.00", "2026-10-10 10:00:00")
    crossing = premium(world, "5.01", "2026-10-11 10:00:00")
    later = premium(world, "0.10", "2026-10-12 10:00:00")
    summary = world.run()
    assert [i.customer_id for i in summary.issued] == [12]
    assert withheld(world) == {crossing: (12, "withheld", "5.01"), later: (12, "withheld", "0.10")}
    assert first in stamped(world)
    assert not {crossing, later} & set(stamped(world))
    (entry,) = [n for n in summary.not_billed if n.reason is Reason.ABOVE_PREMIUM_LIMIT]
    assert (entry.customer_id, entry.calls, entry.net) == (12, 2, Decimal("5.11"))
    before = withheld(world)
    summary = next_month(world).run()
    assert not {crossing, later} & set(stamped(world))
    assert withheld(world) == before
    assert [n.calls for n in summary.not_billed if n.reason is Reason.ABOVE_PREMIUM_LIMIT] == [2]


@pytest.mark.parametrize(("cost", "is_billed"), [("34.99", 1), ("35.00", 1), ("35.01", 0)])
def test_the_bound_itself(world: World, cost: str, is_billed: int) -> None:
    call = premium(world, cost)
    world.run()
    assert (call in stamped(world)) == is_billed
    assert (call in withheld(world)) != is_billed


def test_a_customer_with_nothing_else_gets_no_invoice_and_is_done(world: World) -> None:
    world.account(101, 13)
    world.terminal(201, 101)
    call = premium(world, "40.00", place=(101, 201))
    summary = world.run()
    assert summary.skipped == [13]
    assert withheld(world) == {call: (13, "withheld", "40.00")}


def test_two_accounts_of_one_customer_share_a_limit_and_two_customers_do_not(world: World) -> None:
    world.account(101, 12)
    world.terminal(201, 101)
    world.account(102, 13)
    world.terminal(202, 102)
    premium(world, "20.00", "2026-10-10 10:00:00")
    second = premium(world, "20.00", "2026-10-10 11:00:00", place=(101, 201))
    other = premium(world, "20.00", "2026-10-10 12:00:00", place=(102, 202))
    world.run()
    assert list(withheld(world)) == [second]
    assert other in stamped(world)


def test_each_month_has_its_own_limit_by_the_local_start_of_the_call(world: World) -> None:
    world.cover(Month(2026, 9))
    late = premium(world, "30.00", "2026-09-30 23:59:59")
    month_before(world)
    over_midnight = premium(world, "30.00", "2026-10-31 23:59:59", duration=600)
    next_call = premium(world, "30.00", "2026-11-01 00:00:00")
    world.run()
    assert not withheld(world)
    next_month(world).run()
    assert not withheld(world)
    assert {late, over_midnight, next_call} <= set(stamped(world))


def month_before(world: World) -> None:
    now, request = world.now, world.request
    world.now = local_midnight(date(2026, 10, 1)) + 4 * 3600
    world.request = replace(request, today=date(2026, 10, 1))
    world.run()
    world.now, world.request = now, request


def test_late_calls_count_with_what_their_month_has_billed(world: World) -> None:
    premium(world, "30.00", "2026-10-10 10:00:00")
    world.run()
    fits = premium(world, "4.00", "2026-10-09 10:00:00")
    crosses = premium(world, "2.00", "2026-10-11 10:00:00")
    next_month(world).run()
    assert fits in stamped(world)
    assert withheld(world) == {crosses: (12, "withheld", "2.00")}


def test_the_increase_of_a_call_is_withheld_where_it_passes_the_limit(world: World) -> None:
    dearer = premium(world, "30.00", "2026-10-10 10:00:00")
    little = premium(world, "1.00", "2026-10-09 10:00:00")
    world.run()
    world.reprice(dearer, "36.00")
    world.reprice(little, "1.50")
    next_month(world).run()
    assert stamped(world)[dearer] == Decimal("30.0000")
    assert stamped(world)[little] == Decimal("1.5000")
    assert withheld(world) == {dearer: (12, "withheld", "6.00")}


def test_cheaper_and_vanished_calls_release_nothing_and_are_due_as_credit(world: World) -> None:
    gone = premium(world, "30.00", "2026-10-10 10:00:00")
    above = premium(world, "10.00", "2026-10-11 10:00:00")
    world.run()
    world.vanish(gone)
    summary = next_month(world).run()
    assert above not in stamped(world)
    assert [credit.net for credit in summary.credit_due] == [Decimal("30.0000")]


def test_a_chosen_limit_holds_from_its_month_on(world: World) -> None:
    call = premium(world, "60.00")
    a_limit(world, "100.00", Month(2026, 11))
    assert world.prepared().calculation.above == {call}
    a_limit(world, "100.00", Month(2026, 9))
    world.run()
    assert call in stamped(world)


def test_a_limit_that_is_lowered_between_draft_and_issue_is_heeded(world: World) -> None:
    call = premium(world, "30.00")
    drafts = world.prepared()
    a_limit(world, "0.00")
    summary = issue(world.a_run(), drafts)
    assert summary.changed == [12]
    assert call not in stamped(world)
    world.run()
    assert withheld(world) == {call: (12, "withheld", "30.00")}


def test_above_the_limit_is_billed_and_listed_where_a_setting_says_so(world: World) -> None:
    world.with_settings(premium_over_limit="bill")
    call = premium(world, "40.00")
    summary = world.run()
    assert call in stamped(world)
    assert not withheld(world)
    assert [(g.count, g.net) for g in summary.unusual if g.kind == "above_premium_limit"] == [
        (1, Decimal("40.0000"))
    ]


def test_calls_that_are_not_billed_anyway_use_up_nothing(world: World) -> None:
    world.with_settings(bill_failed_calls=False)
    failed = premium(world, "34.00", "2026-10-10 10:00:00", success_call="f")
    good = premium(world, "30.00", "2026-10-11 10:00:00")
    world.run()
    assert not withheld(world)
    assert stamped(world)[good] == Decimal("30.0000")
    assert stamped(world)[failed] == 0


def test_with_set_up_fees_they_count_too(world: World) -> None:
    world.with_settings(setup_fee="added")
    call = premium(world, "34.96")  # and 0.05 to set it up
    world.run()
    assert withheld(world) == {call: (12, "withheld", "35.01")}


def test_a_document_that_is_given_up_decides_anew(world: World) -> None:
    call = premium(world, "40.00")
    world.run()
    assert list(withheld(world)) == [call]
    (row,) = world.rows("SELECT docid FROM hv_invoice WHERE state = 'issued'")
    world.database.execute_text("UPDATE documents SET cancelled = 1")
    void_documents(world.a_run(), [row["docid"]], "pomyłka")
    assert not withheld(world)
    a_limit(world, "100.00")
    world.run()
    assert call in stamped(world)


def a_decision(world: World, action: PremiumAction, *customers: int) -> list[str]:
    return decide(world.a_run(), PremiumDecision(customers, MONTH, action, "ugoda", "klara"))


def test_what_is_released_is_billed_as_late_calls_and_counts(world: World) -> None:
    call = premium(world, "40.00")
    world.run()
    (line,) = a_decision(world, PremiumAction.RELEASE, 12)
    assert line.startswith("1 calls of customer 12 in 2026-10 (40.0000 PLN net) are released")
    late = premium(world, "1.00", "2026-10-20 10:00:00")
    next_month(world).run()
    assert stamped(world)[call] == Decimal("40.0000")
    assert withheld(world) == {
        call: (12, "released", "40.00"),
        late: (12, "withheld", "1.00"),
    }
    (row,) = world.rows("SELECT * FROM hv_premium_withheld WHERE state = 'released'")
    assert (row["decided_by"], row["reason"]) == ("klara", "ugoda")


def test_what_is_written_off_is_settled(world: World) -> None:
    call = premium(world, "40.00")
    world.run()
    month = DaySpan(MONTH.first_day, MONTH.end)
    add_row(world.database, "hv_customers", {"id": 100, "name": "Konto", "ext_billing_id": 12})
    assert [r["reason"] for r in stored.leaks(world.database, month)] == ["calls_withheld"]
    assert "written off" in a_decision(world, PremiumAction.WRITE_OFF, 12)[0]
    assert not stored.leaks(world.database, month)
    summary = next_month(world).run()
    assert call not in stamped(world)
    assert not [n for n in summary.not_billed if n.reason is Reason.ABOVE_PREMIUM_LIMIT]
    a_decision(world, PremiumAction.RELEASE, 12)  # a person may think better of it


def test_a_decision_about_nothing_is_refused_and_changes_nothing(world: World) -> None:
    premium(world, "40.00")
    world.run()
    before = withheld(world)
    with pytest.raises(InvalidParameterError, match="withheld for customers 13; ") as caught:
        a_decision(world, PremiumAction.RELEASE, 12, 13)
    assert str(caught.value).endswith("Nothing was changed.")
    assert withheld(world) == before


def test_what_would_fit_now_is_told_and_nothing_more(world: World) -> None:
    billed = premium(world, "30.00", "2026-10-10 10:00:00")
    premium(world, "10.00", "2026-10-11 10:00:00")
    gone = premium(world, "20.00", "2026-10-12 10:00:00")
    world.run()
    (found,) = withheld_months(world.a_run())
    assert (found.limit, found.spent, found.calls, found.net) == (35, 30, 2, 30)
    assert found.fitting == 0
    world.vanish(gone)
    world.reprice(billed, "22.00")
    (found,) = withheld_months(world.a_run())
    assert (found.spent, found.calls, found.fitting, found.fitting_net) == (22, 1, 1, 10)
    a_limit(world, "30.00")
    (found,) = withheld_months(world.a_run())
    assert (found.limit, found.fitting) == (30, 0)


def spending(world: World, customer: int, *costs: str) -> list[str]:
    for cost in costs:
        call = premium(world, cost)
        world.database.execute_text(
            "UPDATE hv_billing_link SET customer_id = %(c)s WHERE cdr_id = %(i)s",
            {"c": customer, "i": call},
        )
    return [alert.cause for alert in premium_notices(world.a_run(), [MONTH])]


def test_staff_is_told_at_80_and_at_100_percent_under_one_key_each(world: World) -> None:
    assert spending(world, 12, "27.99") == []
    assert spending(world, 12, "0.01") == ["premium_limit 12 2026-10 80"]
    assert spending(world, 12, "6.99") == ["premium_limit 12 2026-10 80"]
    assert spending(world, 12, "0.01") == ["premium_limit 12 2026-10 100"]
    (alert,) = premium_notices(world.a_run(), [MONTH])
    assert "35,00 zł netto" in alert.facts["text for the subscriber"]
    assert alert.facts["spent"] == "35.00 PLN net"


def test_at_a_limit_of_nothing_the_first_call_is_told(world: World) -> None:
    a_limit(world, "0.00")
    assert spending(world, 12, "0.0100") == ["premium_limit 12 2026-10 100"]
    assert "48700" not in str(premium_notices(world.a_run(), [MONTH]))
