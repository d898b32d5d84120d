"""The inputs of the calculation: everything is read beforehand, nothing is looked up later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from hiperus.domain.periods import Month
from hiperus.invoices.rules.invoice_states import InvoiceState
from hiperus.invoices.rules.premium import LimitRules, PremiumCall, PremiumFacts
from hiperus.invoices.rules.state_reasons import StateReason
from hiperus.invoices.rules.states import AccountState, SubscriptionState, TerminalState

CONTRACTOR = 2
"""LMS's customers.type of somebody who is not a subscriber."""


@dataclass(frozen=True, slots=True)
class BillingRules:
    """The settings and switches of one run that decide amounts and texts.

    `month` is the billed month, `issue_month` the month the documents are issued in. With
    `setup_fee` added, the charges were read with it already. `divisions` are the rules of those
    divisions that have settings of their own.
    """

    month: Month
    issue_month: Month
    first_month: Month
    tax_rate: Decimal
    subscription_text: str
    calls_text: str
    in_advance: bool = False
    calls_without_subscription: bool = True
    failed_calls: bool = True
    prorate: bool = False
    own_adjustments: bool = False
    bound_factor: Decimal = Decimal(5)
    bound_floor: Decimal = Decimal("100.00")
    premium: LimitRules = LimitRules()
    divisions: Mapping[int, BillingRules] = field(default_factory=dict)

    def of(self, division_id: int | None) -> BillingRules:
        """Return the rules for a division's customers: its own, where it has any."""
        return self.divisions.get(division_id or 0, self)


@dataclass(frozen=True, slots=True)
class ChargeGroup:
    """Calls of one terminal and month that are alike. `net` is Σ cost, PLN, 4 decimals.

    `change`: 0 for calls no invoice has yet; else they are on one, `net` is the difference
    between today's cost and what was billed, and `change` its sign; `docid` is the document that
    has them (where they are on several, the first). `premium`: of a premium-rate call, which
    is a group of its own; None: others.
    """

    month: Month
    account_id: int | None
    terminal_id: int | None
    calls: int
    net: Decimal
    succeeded: bool = True
    calltype: str = "outgoing"
    allowance_used: bool = False
    vanished: bool = False
    change: int = 0
    docid: int | None = None
    premium: PremiumCall | None = None


@dataclass(frozen=True, slots=True)
class Customer:
    """LMS's customer as far as it decides whether an invoice can be issued, and by which rules.

    `obstacles` are what LMS lacks for an invoice of this customer: the invoice is parked.
    """

    customer_id: int
    kind: int = 0
    is_deleted: bool = False
    division_id: int | None = None
    obstacles: tuple[StateReason, ...] = ()


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """A number of a terminal, and when it was created (the platform's text)."""

    number: str
    create_date: str = ""


@dataclass(frozen=True, slots=True)
class BillingInputs:
    """All that is known before the calculation; states are ordered by their beginning.

    Attributes:
        numbers: by account id and terminal name.
        regular: state of the live regular invoice by customer and month.
        billed_subscriptions: terminal and service month of live subscription lines.
        invoiced_months: months for which any regular invoice of ours is there.
        history: gross totals of the customer's months before, at most three.
        terminal_imports: epoch seconds at which whole imports of terminals had ended, in order;
            a terminal first seen after the first one since a month's end did not exist in it.
        relieved: by document, PLN gross by which LMS has lowered it since it was issued: by
            corrections, edits, its cancelling. It settles what is due back to the customer.
        premium: limits of premium-rate services, and what was billed of them.
    """

    accounts: Mapping[int, Sequence[AccountState]]
    terminals: Mapping[int, Sequence[TerminalState]]
    subscriptions: Mapping[int, Sequence[SubscriptionState]]
    charges: Sequence[ChargeGroup]
    customers: Mapping[int, Customer]
    numbers: Mapping[tuple[int, str], Sequence[PhoneNumber]] = field(default_factory=dict)
    regular: Mapping[tuple[int, Month], InvoiceState] = field(default_factory=dict)
    billed_subscriptions: frozenset[tuple[int, Month]] = frozenset()
    invoiced_months: frozenset[Month] = frozenset()
    history: Mapping[int, Sequence[Decimal]] = field(default_factory=dict)
    terminal_imports: Sequence[int] = ()
    relieved: Mapping[int, Decimal] = field(default_factory=dict)
    premium: PremiumFacts = PremiumFacts()

    def rules_of(self, customer_id: int | None, rules: BillingRules) -> BillingRules:
        """Return which of a run's rules hold for a customer; None: nobody known pays."""
        customer = self.customers.get(customer_id or 0)
        return rules.of(customer.division_id if customer else None)
