"""Scenarios of the old script's mistakes 1 to 6 and 9, and the mutants that make them again.

A scenario asserts what must come out; a mutant changes our code back into the mistake.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from dev.lms.seed import SeedCustomer
from hiperus.domain.money import gross_of
from hiperus.domain.periods import Month
from hiperus.invoices import issue as issue_invoices
from hiperus.invoices import issue_customer
from hiperus.invoices.rules import call_sorting, line_making, lines, texts
from hiperus.invoices.rules.numbering import full_number
from hiperus.invoices.rules.reasons import Reason
from hiperus.invoices.tables import inputs as billing_facts
from hiperus.invoices.tables import invoices, lms_ground
from hiperus.invoices.tables.numbering import TakenNumber
from hiperus.storage import lms_rows
from tests.support.builders_invoices import NOW, ORIGIN, World, a_document, a_plain_month
from tests.support.roles import add_row
from tests.support.runs import a_run

Patch = pytest.MonkeyPatch
CALLS = "Koszt rozmów poza abonamentem Cennik A za okres październik 2026"


def amounts(world: World) -> list[tuple[int, str]]:
    """Return customer and gross of LMS's lines."""
    return [(customer, gross) for customer, _, gross in world.lines()]


def listed(found: Any) -> list[tuple[str, int, str]]:
    """Return reason, calls and net of what is not billed."""
    return [(str(n.reason), n.calls, str(n.net)) for n in found.not_billed]


# 1 ---------------------------------------------------------------------------------------------


def a_rerun_invoices_nobody_again(world: World) -> None:
    a_plain_month(world)
    world.run()
    before = world.snapshot()
    summary = world.run()
    assert world.snapshot() == before
    assert summary.problems == ""


def forgetting_what_was_issued(patch: Patch) -> None:
    patch.setattr(billing_facts, "read_regular_states", lambda *_: {})
    patch.setattr(invoices, "live_regular", lambda *_: None)


# 2 ---------------------------------------------------------------------------------------------


def calls_are_billed_whatever_the_subscription(world: World) -> None:
    world.subscription(5, "20.00")
    world.account(100, 12)
    dates: list[dict[str, object]] = [
        {"subscription_id": None},
        {"subscription_id": 77},
        {"subscription_id": 5, "subscription_to": "2026-10-15"},
        {"subscription_id": 5, "subscription_from": "2026-11-02"},
        {"subscription_id": 5, "subscription_from": "2026-10-31 14:00:00"},
    ]
    for terminal_id, values in enumerate(dates, 200):
        world.terminal(terminal_id, 100, **values)
        world.call((100, terminal_id), "1.0000")
    world.run()
    assert sorted(gross for _, gross in amounts(world)) == ["1.23"] * 5 + ["24.60"]


def only_calls_with_a_subscription(patch: Patch) -> None:
    def against(self: Any, group: Any, terminal_id: int, prorate: bool) -> Reason | None:
        is_due = self._subscribed(terminal_id, group.month, prorate)
        return None if is_due else Reason.NO_SUBSCRIPTION

    patch.setattr(call_sorting._Sorter, "_setting_against", against)


# 3 ---------------------------------------------------------------------------------------------


def the_number_stands_in_the_full_number(world: World) -> None:
    a_plain_month(world)
    world.account(101, 13)
    world.terminal(201, 101, subscription_id=5)
    world.run()
    rows = world.rows("SELECT number, fullnumber FROM documents ORDER BY id")
    assert [(r["number"], r["fullnumber"]) for r in rows] == [
        (1, "1/LMS/2026"),
        (2, "2/LMS/2026"),
    ]


def the_plans_id_in_the_full_number(patch: Patch) -> None:
    patch.setattr(issue_customer, "full_number", lambda plan, _, *rest: full_number(plan, 7, *rest))


# 4 ---------------------------------------------------------------------------------------------


def lines_are_added_once_and_for_both_accounts(world: World) -> None:
    docid = a_document(world)
    for n in (0, 1):
        world.account(100 + n, 12)
        world.terminal(200 + n, 100 + n)
        world.call((100 + n, 200 + n), "1.0000")
    for _ in range(3):
        world.run(add_new_invoices=False)
    rows = world.rows("SELECT docid, itemid, value FROM invoicecontents ORDER BY itemid")
    assert [(r["docid"], r["itemid"], f"{r['value']:.2f}") for r in rows] == [
        (docid, 1, "50.00"),
        (docid, 2, "1.23"),
        (docid, 3, "1.23"),
    ]


def the_second_account_is_dropped(patch: Patch) -> None:
    read = billing_facts.read_accounts
    patch.setattr(billing_facts, "read_accounts", lambda db: dict(list(read(db).items())[:1]))


# 5 ---------------------------------------------------------------------------------------------

NO_COUNTRY = (SeedCustomer(12, has_country=False), 13)


def a_customer_without_a_country_is_invoiced(world: World) -> None:
    a_plain_month(world)
    summary = world.run()
    assert summary.problems == ""
    assert amounts(world) == [(12, "24.60"), (12, "1.52")]
    assert not world.rows("SELECT countryid FROM documents")[0]["countryid"]


def none_is_always_zero(patch: Patch) -> None:
    patch.setattr(lms_rows, "_value", lambda _, value: 0 if value is None else value)


def accounts_without_a_customer_are_listed_with_their_sums(world: World) -> None:
    world.account(100, None)
    world.account(101, 4711)
    for n in (0, 1):
        world.terminal(200 + n, 100 + n)
        world.call((100 + n, 200 + n), "1.0000")
    world.call(None, "4.0000")
    assert listed(world.run()) == [
        ("account_unlinked", 1, "1.0000"),
        ("call_without_link", 1, "4.0000"),
        ("customer_missing", 1, "1.0000"),
    ]


def passed_over_without_a_word(patch: Patch) -> None:
    patch.setattr(call_sorting._Sorter, "_refuse", lambda *_: None)


# 6 ---------------------------------------------------------------------------------------------


def lines_and_ledger_hold_the_same_grosze(world: World) -> None:
    world.account(100, 12)
    for n in range(68):
        world.terminal(200 + n, 100)
        world.call((100, 200 + n), str(Decimal("30.1777") + n * Decimal("0.0013")))
    summary = world.run()
    contents = world.rows("SELECT SUM(value) AS s FROM invoicecontents")[0]["s"]
    cash = world.rows("SELECT SUM(value) AS s FROM cash")[0]["s"]
    assert summary.problems == ""
    assert contents == -cash == summary.amounts.gross
    assert contents > 2500


def lines_with_five_decimals(patch: Patch) -> None:
    def unrounded(net: Decimal, rate: Decimal) -> Decimal:
        return (net * (100 + rate) / 100).quantize(Decimal("0.00001"))

    assert unrounded(Decimal(1), Decimal(23)) == gross_of(Decimal(1), Decimal(23))
    patch.setattr(lines, "gross_of", unrounded)


# 9 ---------------------------------------------------------------------------------------------


def the_number_is_taken_inside_the_transaction(world: World) -> None:
    a_plain_month(world)
    drafts = world.prepared()
    a_document(world, number=1, numberplanid=world.lms.shared_plan_id)
    issue_invoices.issue(a_run(world.database, NOW, ORIGIN), drafts)
    numbers = [r["number"] for r in world.rows("SELECT number FROM documents ORDER BY number")]
    assert numbers == [1, 2]


def the_number_was_taken_before(patch: Patch) -> None:
    patch.setattr(issue_customer, "take_number", lambda *_: TakenNumber(1, 0))
    patch.setattr(issue_customer, "require_unique", lambda *_: None)


def failed_inactive_and_removed_are_listed(world: World) -> None:
    world.account(100, 12, active="f", is_removed="t")
    world.terminal(200, 100)
    world.call((100, 200), "1.0000", success_call="f")
    found = {str(g.kind): (g.count, str(g.net)) for g in world.run().unusual}
    assert found == dict.fromkeys(
        ("failed_with_cost", "inactive_account", "removed_account"), (1, "1.0000")
    )


def nothing_is_listed(patch: Patch) -> None:
    patch.setattr(call_sorting._Sorter, "_note_unusual", lambda *_: None)


def in_advance_bills_the_month_of_issue(world: World) -> None:
    world.subscription(5, "20.00")
    world.subscription(6, "30.00")
    world.account(100, 12)
    world.terminal(200, 100, subscription_id=5, subscription_to="2026-10-31")
    world.terminal(201, 100, subscription_id=6, subscription_from="2026-11-01")
    world.run(subscription_in_advance=True)
    text = "Abonament VoIP: Cennik A za okres listopad 2026"
    assert world.lines() == [(12, text, "36.90")]


def in_advance_changes_only_the_text(patch: Patch) -> None:
    patch.setattr(line_making.LineMaker, "service_months", lambda self: [self._rules.month])


def the_tax_is_one_that_is_valid(world: World) -> None:
    a_plain_month(world)
    world.database.execute_text(
        "UPDATE taxes SET validto = %(end)s WHERE value = 23", {"end": NOW - 86_400}
    )
    tax = {"value": 23, "taxed": 1, "label": "23% new", "validfrom": NOW - 86_399, "validto": 0}
    valid = add_row(world.database, "taxes", tax)
    world.run()
    used = {r["taxid"] for r in world.rows("SELECT taxid FROM invoicecontents")}
    assert used == {valid}


def the_tax_is_found_by_its_value(patch: Patch) -> None:
    patch.setattr(lms_ground, "_is_within", lambda *_: True)


def a_terminal_without_numbers_leaves_one_blank(world: World) -> None:
    world.account(100, 12)
    world.terminal(200, 100)
    world.call((100, 200), "1.0000")
    world.run()
    assert world.lines() == [(12, CALLS, "1.23")]


def placeholders_replaced_one_by_one(patch: Patch) -> None:
    def naive(template: str, values: dict[str, str], numbers: Sequence[str], month: Month) -> str:
        words = {**values, "numbers": texts.numbers_text(numbers)}
        words |= {"month_name": texts.month_name(month), "year": str(month.year)}
        for name, value in words.items():
            template = template.replace(f"%{name}", value)
        return template

    patch.setattr(line_making, "line_text", naive)
