"""Scenarios of the old script's mistakes 7, 8, 10 to 12, 14, 19, and the mutants that make them.

A scenario asserts what must come out; a mutant changes our code back into the mistake.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from hiperus.domain.periods import Month
from hiperus.invoices.rules import payer as placing
from hiperus.invoices.tables import inputs as billing_facts
from hiperus.storage import database
from hiperus.storage.database import Database
from hiperus.storage.statements import statement
from tests.support.builders_invoices import World, a_plain_month
from tests.support.mistakes_documents import amounts, listed

Patch = pytest.MonkeyPatch


# 7 ---------------------------------------------------------------------------------------------


def names_with_quotes_and_question_marks_are_billed(world: World) -> None:
    world.account(100, 12)
    for n, name in enumerate(("O'Hara", "who?", "100%", "a\\b", '"; --')):
        world.terminal(200 + n, 100, name=name)
        world.number(100, name, f"42000000{n}")
        world.call((100, 200 + n), "1.0000", terminal_name=name)
    world.run()
    assert world.lines() == [
        (
            12,
            f"Koszt rozmów poza abonamentem Cennik A (42000000{n}) za okres październik 2026",
            "1.23",
        )
        for n in range(5)
    ]


def names_that_match_nothing(patch: Patch) -> None:
    read = billing_facts.read_terminals
    patch.setattr(
        billing_facts,
        "read_terminals",
        lambda db: {k: v for k, v in read(db).items() if v[0].name.isalnum()},
    )


# 8 ---------------------------------------------------------------------------------------------


def an_account_of_the_last_evening_is_billed(world: World) -> None:
    world.subscription(5, "20.00")
    world.account(100, 12, create_date="2026-10-31 23:59:30")
    world.terminal(200, 100, subscription_id=5)
    world.run()
    assert amounts(world) == [(12, "24.60")]


def times_compared_as_text(patch: Patch) -> None:
    patch.setattr(
        placing, "created_after", lambda created, month: created > month.last_day.isoformat()
    )


# 10 --------------------------------------------------------------------------------------------


def calls_without_a_terminal_name_are_billed(world: World) -> None:
    world.account(100, 12)
    cdr_id = world.call(None, "2.0000", terminal_name="")
    link = {"account": 100, "id": cdr_id}
    world.database.execute_text(
        "UPDATE hv_billing_link SET account_id = %(account)s WHERE cdr_id = %(id)s", link
    )
    world.run()
    text = "Koszt rozmów poza abonamentem za okres październik 2026"
    assert world.lines() == [(12, text, "2.46")]
    assert world.rows("SELECT cdr_id FROM hv_billing_invoiced") == [{"cdr_id": cdr_id}]


def calls_without_a_terminal_are_dropped(patch: Patch) -> None:
    read = billing_facts.read_charges
    patch.setattr(
        billing_facts, "read_charges", lambda *args: [g for g in read(*args) if g.terminal_id]
    )


def calls_linked_later_are_billed_later(world: World) -> None:
    a_plain_month(world)
    cdr_id = world.call(None, "3.0000")
    world.run()
    world.database.execute_text(
        "UPDATE hv_billing_link SET account_id = 100, terminal_id = 200 WHERE cdr_id = %(id)s",
        {"id": cdr_id},
    )
    next_month(world)
    late = world.rows("SELECT exact_net FROM hv_invoice_line WHERE service_month = '2026-10-01'")
    assert sorted(str(row["exact_net"]) for row in late) == ["1.2345", "20.0000", "3.0000"]


def next_month(world: World) -> Any:
    """Run November's invoices."""
    world.cover(Month(2026, 11))
    world.now += 30 * 86_400
    return world.run(today=date(2026, 12, 1))


def only_the_billed_month_is_looked_at(patch: Patch) -> None:
    read = billing_facts.read_charges

    def of_the_month(db: Database, span: billing_facts.Span, *settings: Any) -> Any:
        return read(db, billing_facts.Span(span.billed, span.billed), *settings)

    patch.setattr(billing_facts, "read_charges", of_the_month)


# 11 --------------------------------------------------------------------------------------------


def repriced_calls_are_settled(world: World) -> None:
    a_plain_month(world)
    dearer = world.call((100, 200), "1.0000")
    cheaper = world.call((100, 200), "5.0000")
    world.run()
    world.reprice(dearer, "1.5000")
    world.reprice(cheaper, "2.0000")
    summary = next_month(world)
    stamps = world.rows(
        f"SELECT cost_billed, reason FROM hv_billing_invoiced WHERE cdr_id = {dearer} ORDER BY id"
    )
    assert [(str(s["cost_billed"]), s["reason"]) for s in stamps] == [
        ("1.0000", "billed"),
        ("0.5000", "increase"),
    ]
    assert [(c.customer_id, c.calls, str(c.net)) for c in summary.credit_due] == [(12, 1, "3.0000")]
    later = world.run(today=date(2026, 12, 1))
    assert not later.has_changed_anything


def changes_are_never_looked_at(patch: Patch) -> None:
    read = billing_facts.read_charges
    patch.setattr(
        billing_facts, "read_charges", lambda *args: [g for g in read(*args) if not g.change]
    )


# 12 --------------------------------------------------------------------------------------------


def calls_with_ids_above_two_to_the_31_are_billed(world: World) -> None:
    world.account(100, 12)
    world.terminal(200, 100)
    cdr_id = world.call((100, 200), "1.0000")
    assert cdr_id > 2**31
    world.run()
    assert amounts(world) == [(12, "1.23")]
    assert world.rows("SELECT cdr_id FROM hv_billing_invoiced") == [{"cdr_id": cdr_id}]


def ids_above_two_to_the_31_are_lost(patch: Patch) -> None:
    def narrow(dialect: Any, name: str) -> str:
        text = statement(dialect, name)
        return text.replace("WHERE b.start_time", "WHERE b.id < 2147483648 AND b.start_time")

    patch.setattr(database, "statement", narrow)


# 14 --------------------------------------------------------------------------------------------


def an_empty_invoice_flag_is_not_invoiced(world: World) -> None:
    world.account(100, 12, issue_invoice="", invoiced_by="0")
    world.account(101, 13, issue_invoice="f", invoiced_by=None)
    for n in (0, 1):
        world.terminal(200 + n, 100 + n)
        world.call((100 + n, 200 + n), "1.0000")
    summary = world.run()
    assert world.lines() == []
    assert listed(summary) == [("not_invoiced_by_lms", 1, "1.0000")] * 2


def invoiced_all_the_same(patch: Patch) -> None:
    def place(self: Any, account_id: int, month: Month) -> placing.Payer:
        account = self.state(account_id, month)
        return placing.Payer(self._checked_customer(account.customer_id))

    patch.setattr(placing.Payers, "_place", place)


# 19 --------------------------------------------------------------------------------------------


def a_month_ends_at_local_midnight_also_around_the_change_of_time(world: World) -> None:
    world.account(100, 12)
    world.terminal(200, 100)
    for start, cost in (
        ("2026-09-30 23:59:59", "1.0000"),
        ("2026-10-01 00:00:00", "2.0000"),
        ("2026-10-25 02:30:00", "4.0000"),
        ("2026-10-31 23:59:59", "8.0000"),
        ("2026-11-01 00:00:00", "16.0000"),
    ):
        world.call((100, 200), cost, start)
    world.run()
    line = world.rows("SELECT exact_net, call_count FROM hv_invoice_line")
    assert [(str(x["exact_net"]), x["call_count"]) for x in line] == [("14.0000", 3)]


def months_end_so_many_seconds_after_they_began(patch: Patch) -> None:
    def as_text(self: billing_facts.Span) -> dict[str, str]:
        start = datetime.combine(self.first.first_day, datetime.min.time())
        end = start + timedelta(seconds=31 * 86_400 - 3600)  # the day of 25 hours is forgotten
        return {"start": str(start), "until": str(end)}

    patch.setattr(billing_facts.Span, "as_text", property(as_text))
