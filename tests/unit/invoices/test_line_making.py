"""What a terminal's lines are made from: names of today, states of the month."""

from __future__ import annotations

from decimal import Decimal

from hiperus.domain.periods import Month, local_midnight
from hiperus.invoices.rules.calculation import calculate
from hiperus.invoices.rules.state_reasons import sentence
from tests.support.builders_facts import Case, calculated, facts_of, outcome_of, rules_of

AFTER = local_midnight(Month(2026, 11).first_day) + 1860


def base(**values: object) -> Case:
    return {
        "customers": [{"id": 12}],
        "accounts": [{"id": 100, "customer": 12}],
        "subscriptions": [{"id": 5, "value": "20.00"}],
        **values,
    }


def test_numbers_are_found_under_the_name_a_renamed_terminal_has_today() -> None:
    case = base(
        terminals=[
            {"id": 200, "account": 100, "name": "old", "subscription": 5},
            {"id": 200, "account": 100, "name": "new", "subscription": 5, "since": AFTER},
        ],
        numbers=[{"account": 100, "terminal_name": "new", "number": "420000001"}],
    )
    line = calculated(case).drafts[0].lines[0]
    assert line.text == "Abonament VoIP: Cennik A (420000001) za okres październik 2026"


def test_a_terminal_that_no_import_after_the_month_listed_was_not_there() -> None:
    terminal = {"id": 200, "account": 100, "subscription": 5, "known_from": AFTER + 86_400}
    case = base(terminals=[terminal], terminal_imports=[AFTER])
    found = outcome_of(calculated(case))
    assert found["not_billed"] == [{"reason": "terminal_created_later", "calls": 0, "net": "20.00"}]


def test_before_the_first_import_the_oldest_state_counts_and_is_reported() -> None:
    case = base(
        accounts=[{"id": 100, "customer": 12, "known_from": AFTER}],
        terminals=[{"id": 200, "account": 100, "subscription": 5, "known_from": AFTER}],
        calls=[{"account": 100, "terminal": 200, "cost": "1.0000"}],
        terminal_imports=[AFTER + 60],
    )
    found = calculated(case)
    assert [line.exact_net for line in found.drafts[0].lines] == [Decimal("20.00"), Decimal(1)]
    assert outcome_of(found)["unusual"] == {"assumed_state": [1, "1.0000"]}


def test_an_unknown_subscription_is_listed_and_the_calls_are_billed() -> None:
    case = base(
        terminals=[{"id": 200, "account": 100, "subscription": 77}],
        calls=[{"account": 100, "terminal": 200, "cost": "1.0000"}],
    )
    found = outcome_of(calculated(case))
    assert [line["gross"] for line in found["invoices"][0]["lines"]] == ["1.23"]
    assert found["not_billed"] == [{"reason": "subscription_unknown", "calls": 0, "net": "0.00"}]


def test_an_unreadable_date_parks_the_customer_and_names_the_terminal() -> None:
    case = base(terminals=[{"id": 200, "account": 100, "subscription": 5, "from": "soon"}])
    parked = sentence(calculated(case).drafts[0].parked)
    assert parked.startswith("terminal term200: A subscription date reads 'soon'")


def test_a_negative_sum_is_listed_and_no_line() -> None:
    case = base(
        terminals=[{"id": 200, "account": 100}],
        calls=[{"account": 100, "terminal": 200, "cost": "-3.0000"}],
    )
    found = outcome_of(calculated(case))
    assert found["invoices"] == []
    assert found["not_billed"] == [{"reason": "negative", "calls": 1, "net": "-3.0000"}]


def test_only_the_customers_asked_for_are_billed() -> None:
    case = base(
        customers=[{"id": 12}, {"id": 13}],
        accounts=[{"id": 100, "customer": 12}, {"id": 101, "customer": 13}],
        terminals=[
            {"id": 200, "account": 100, "subscription": 5},
            {"id": 201, "account": 101, "subscription": 5},
        ],
    )
    found = calculate(facts_of(case), rules_of(case), only=[13])
    assert [draft.customer_id for draft in found.drafts] == [13]
