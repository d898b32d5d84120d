"""Lines add up to totals, and neither order nor splitting of calls changes a bill."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from hiperus.domain.money import document_amounts, gross_of, vat_of
from hiperus.domain.periods import Month
from hiperus.invoices.rules.calculation import Calculation, calculate
from hiperus.invoices.rules.inputs import BillingInputs, ChargeGroup, Customer
from hiperus.invoices.rules.invoice_states import InvoiceState
from hiperus.invoices.rules.premium import PremiumCall
from hiperus.invoices.rules.reasons import Reason
from hiperus.invoices.rules.states import AccountState, TerminalState
from tests.support.builders_facts import rules_of

OCTOBER, SEPTEMBER = Month(2026, 10), Month(2026, 9)
COSTS = st.decimals(Decimal(0), Decimal(500), places=4, allow_nan=False)
RATES = st.sampled_from([Decimal(23), Decimal(8), Decimal(5), Decimal(0)])

CALLS = st.builds(
    ChargeGroup,
    month=st.sampled_from([OCTOBER, SEPTEMBER]),
    account_id=st.sampled_from([100, 101, 102, 999, None]),
    terminal_id=st.sampled_from([200, 201, None]),
    calls=st.just(1),
    net=COSTS,
    succeeded=st.booleans(),
    calltype=st.sampled_from(["outgoing", "incoming"]),
    allowance_used=st.booleans(),
    vanished=st.booleans(),
    premium=st.none() | st.builds(PremiumCall, st.integers(1, 99), st.sampled_from(["a", "b"])),
)


def months_of_calls(most: int) -> st.SearchStrategy[list[ChargeGroup]]:
    """Return lists of calls in which no id of a premium-rate call comes twice."""
    return st.lists(
        CALLS, max_size=most, unique_by=lambda c: c.premium.cdr_id if c.premium else object()
    )


def facts(charges: list[ChargeGroup]) -> BillingInputs:
    return BillingInputs(
        accounts={
            100: [AccountState(100, 0, 12)],
            101: [AccountState(101, 0, 13, payment_type="prepaid")],
            102: [AccountState(102, 0, None)],
        },
        terminals={200: [TerminalState(200, 100, 0)], 201: [TerminalState(201, 101, 0)]},
        subscriptions={},
        charges=charges,
        customers={12: Customer(12), 13: Customer(13)},
        regular={(12, SEPTEMBER): InvoiceState.ISSUED, (13, SEPTEMBER): InvoiceState.SKIPPED},
    )


def run(charges: list[ChargeGroup], **rules: object) -> Calculation:
    return calculate(facts(charges), rules_of({"rules": rules}))


@given(months_of_calls(30), st.booleans(), st.booleans())
@settings(max_examples=150)
def test_every_call_ends_in_exactly_one_place(
    charges: list[ChargeGroup], failed: bool, own: bool
) -> None:
    found = run(charges, failed_calls=failed, own_adjustments=own)
    on_lines = sum(d.calls for d in found.drafts)
    listed = sum(n.calls for n in found.not_billed if n.month == OCTOBER)
    late_listed = sum(n.calls for n in found.not_billed if n.month == SEPTEMBER)
    # Calls of a closed month that nobody pays for were listed by that month's own run.
    forgotten = sum(
        c.calls
        for c in charges
        if c.month == SEPTEMBER and (c.vanished or c.account_id not in (100, 101))
    )
    assert on_lines + listed + late_listed + forgotten == len(charges)


@given(months_of_calls(30))
@settings(max_examples=150)
def test_lines_add_up_to_totals_and_net_is_the_sum_of_calls(charges: list[ChargeGroup]) -> None:
    found = run(charges)
    for draft in found.drafts:
        assert draft.amounts.net + draft.amounts.vat == draft.amounts.gross
        assert draft.amounts.gross == sum((x.gross for x in draft.lines), Decimal(0))
        assert all(line.gross > 0 for line in draft.lines)
    billed = sum((x.exact_net for d in found.drafts for x in d.lines), Decimal(0))
    unpaid = (Reason.ZERO, Reason.ABOVE_PREMIUM_LIMIT)
    listed = sum((n.net for n in found.not_billed if n.reason in unpaid), Decimal(0))
    payable = sum(
        (c.net for c in charges if not c.vanished and c.account_id in (100, 101)), Decimal(0)
    )
    assert billed + listed == payable


@given(months_of_calls(20), st.randoms(use_true_random=False))
@settings(max_examples=100)
def test_the_order_of_reading_does_not_matter(charges: list[ChargeGroup], dice: object) -> None:
    shuffled = list(charges)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert run(charges).drafts == run(shuffled).drafts


@given(st.lists(COSTS, min_size=2, max_size=20), st.integers(1, 19))
@settings(max_examples=100)
def test_splitting_the_month_into_windows_does_not_matter(costs: list[Decimal], cut: int) -> None:
    def group(part: list[Decimal]) -> ChargeGroup:
        return ChargeGroup(OCTOBER, 100, 200, len(part), sum(part, Decimal(0)))

    split = [group(part) for part in (costs[:cut], costs[cut:]) if part]
    assert run([group(costs)]).drafts == run(split).drafts


@given(st.lists(COSTS, max_size=40), RATES)
def test_vat_never_exceeds_what_the_rate_says_by_more_than_half_a_grosz(
    nets: list[Decimal], rate: Decimal
) -> None:
    gross = [gross_of(net, rate) for net in nets]
    total = document_amounts(gross, rate)
    assert total.vat == sum((vat_of(g, rate) for g in gross), Decimal(0))
    for amount in gross:
        exact = amount * rate / (100 + rate)
        assert abs(vat_of(amount, rate) - exact) <= Decimal("0.005")
