"""The limit of premium-rate services: call by call, whole calls, nothing forgotten."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiperus.domain.periods import Month
from hiperus.invoices.rules.premium import (
    ChosenLimit,
    LimitRules,
    LimitWatch,
    PremiumCall,
    PremiumFacts,
    Verdict,
    WithheldState,
)

OCTOBER, SEPTEMBER = Month(2026, 10), Month(2026, 9)
NET = LimitRules(is_gross=False)


def judged(
    nets: list[str],
    rules: LimitRules = NET,
    facts: PremiumFacts | None = None,
    states: dict[int, WithheldState] | None = None,
) -> list[Verdict]:
    watch = LimitWatch(facts or PremiumFacts())
    return [
        watch.judge(12, OCTOBER, PremiumCall(n, "", 12, (states or {}).get(n)), Decimal(net), rules)
        for n, net in enumerate(nets)
    ]


@pytest.mark.parametrize(
    ("net", "verdict"),
    [("34.99", Verdict.BILL), ("35.00", Verdict.BILL), ("35.01", Verdict.WITHHOLD)],
)
def test_the_limit_itself_may_be_spent(net: str, verdict: Verdict) -> None:
    assert judged([net]) == [verdict]


def test_gross_is_compared_exactly_and_not_as_a_bill_would_round_it() -> None:
    gross = LimitRules()
    assert judged(["28.4552"], gross) == [Verdict.BILL]  # 34.999896
    assert judged(["28.4553"], gross) == [Verdict.WITHHOLD]  # 35.000019, on a bill 35.00


def test_the_call_that_crosses_is_withheld_whole_and_so_is_every_later_one() -> None:
    assert judged(["30.00", "5.01", "0.01"]) == [Verdict.BILL, Verdict.WITHHOLD, Verdict.WITHHOLD]


def test_at_a_limit_of_nothing_every_call_is_withheld() -> None:
    facts = PremiumFacts({12: [ChosenLimit(OCTOBER, Decimal(0))]})
    assert judged(["0.01"], facts=facts) == [Verdict.WITHHOLD]


def test_what_was_billed_before_counts() -> None:
    facts = PremiumFacts(billed={(12, OCTOBER): Decimal("34.00"), (12, SEPTEMBER): Decimal(90)})
    assert judged(["1.00", "0.01"], facts=facts) == [Verdict.BILL, Verdict.WITHHOLD]


@pytest.mark.parametrize(
    ("chosen", "limit"),
    [
        ([], "35.00"),
        ([ChosenLimit(SEPTEMBER, Decimal(100))], "100"),
        ([ChosenLimit(Month(2026, 11), Decimal(100))], "35.00"),
        ([ChosenLimit(OCTOBER, Decimal(0)), ChosenLimit(SEPTEMBER, Decimal(100))], "0"),
        ([ChosenLimit(OCTOBER, Decimal(100)), ChosenLimit(OCTOBER, Decimal(200))], "200"),
    ],
)
def test_the_latest_choice_that_has_begun_holds_and_of_two_the_one_noted_last(
    chosen: list[ChosenLimit], limit: str
) -> None:
    assert PremiumFacts({12: chosen}).limit_of(12, OCTOBER, NET) == Decimal(limit)


def test_a_released_call_is_billed_and_counts_and_those_decided_before_stay() -> None:
    states = {1: WithheldState.RELEASED, 2: WithheldState.WRITTEN_OFF, 3: WithheldState.WITHHELD}
    found = judged(["1.00", "40.00", "1.00", "1.00", "1.00"], states=states)
    assert found == [Verdict.BILL, Verdict.BILL, Verdict.SETTLED, Verdict.KEPT, Verdict.WITHHOLD]


def test_what_was_decided_for_another_customer_does_not_hold() -> None:
    call = PremiumCall(1, "", 13, WithheldState.WITHHELD)
    assert LimitWatch(PremiumFacts()).judge(12, OCTOBER, call, Decimal(1), NET) is Verdict.BILL


@given(st.lists(st.decimals(Decimal("0.0001"), Decimal(50), places=4), max_size=20))
def test_no_more_than_the_limit_is_billed_and_all_before_the_first_that_crosses(
    nets: list[Decimal],
) -> None:
    rules = LimitRules()
    found = judged([str(net) for net in nets], rules)
    billed = [net for net, verdict in zip(nets, found, strict=True) if verdict is Verdict.BILL]
    assert rules.spent(sum(billed, Decimal(0))) <= rules.default
    assert nets[: len(billed)] == billed
    if len(billed) < len(nets):
        crossed = sum(nets[: len(billed) + 1], Decimal(0))
        assert rules.spent(crossed) > rules.default
