"""The drafts of a run with all that is needed to issue them, and a fingerprint to compare."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from hiperus.domain.periods import Month
from hiperus.invoices.request import InvoiceRequest
from hiperus.invoices.rules.calculation import Calculation
from hiperus.invoices.rules.inputs import BillingRules
from hiperus.invoices.rules.lines import InvoiceDraft
from hiperus.invoices.rules.numbering import NumberPlan
from hiperus.invoices.rules.plan_choice import Asker, PlanBook
from hiperus.invoices.rules.recipients import NOBODY, Recipients, RecipientsOf
from hiperus.invoices.rules.state_reasons import ReasonCode, StateReason, sentence
from hiperus.invoices.rules.terms import Terms, TermsBook
from hiperus.invoices.tables.lms_customers import LmsCustomer
from hiperus.invoices.tables.lms_documents import LineStyle
from hiperus.invoices.usage_gate import Usage
from hiperus.settings import Settings
from hiperus.storage.database import Record


@dataclass(frozen=True, slots=True)
class LmsState:
    """What LMS says about customers and documents, as it was when the drafts were made.

    `tax_ids` are LMS's taxes by rate (percent); `terms` hold the rates that divisions have.
    """

    customers: Mapping[int, LmsCustomer]
    divisions: Mapping[int, Record]
    plans: PlanBook
    terms: TermsBook
    tax_ids: Mapping[Decimal, int]
    recipients: RecipientsOf = field(default_factory=dict)

    def terms_of(self, customer: LmsCustomer) -> Terms:
        """Return what holds for the customer's invoices."""
        return self.terms.of(customer.division_id)

    def style_of(self, customer: LmsCustomer) -> LineStyle:
        """Return what all lines of the customer's invoice share."""
        terms = self.terms_of(customer)
        return LineStyle(self.tax_ids[terms.tax_rate], terms.settings.prodid, terms.unit)

    def plan_for(self, customer: LmsCustomer, instant: int) -> NumberPlan | StateReason:
        """Return the number plan of a customer's invoice, or why there is none."""
        asker = Asker(customer.division_id, customer.kind, instant)
        return self.plans.choose(asker, self.terms_of(customer).settings.numberplanid)

    def recipients_of(self, customer: LmsCustomer) -> Recipients | StateReason:
        """Return whom the invoice names beside the buyer, or why that is not clear."""
        if self.terms_of(customer).settings.recipient == "off":
            return NOBODY
        return self.recipients.get(customer.customer_id, NOBODY)

    def division_of(self, customer: LmsCustomer) -> Record | None:
        """Return the customer's division, or None."""
        return self.divisions.get(customer.division_id or 0)

    def paytime_of(self, customer: LmsCustomer) -> int:
        """Return the days to pay: customer, else division, else LMS's default."""
        division = self.division_of(customer) or {}
        default = self.terms_of(customer).paytime
        return _first(customer.paytime, division.get("inv_paytime"), default)

    def paytype_of(self, customer: LmsCustomer) -> int:
        """Return how to pay: customer, else division, else LMS's default."""
        division = self.division_of(customer) or {}
        default = self.terms_of(customer).paytype
        return _first(customer.paytype, division.get("inv_paytype") or None, default)

    def obstacles_of(self, customer: LmsCustomer, instant: int) -> tuple[StateReason, ...]:
        """Return what keeps an invoice of the customer from being issued at an epoch second."""
        plan, recipients = self.plan_for(customer, instant), self.recipients_of(customer)
        found = (
            None if self.division_of(customer) else StateReason(ReasonCode.NO_DIVISION),
            None if customer.address else StateReason(ReasonCode.NO_ADDRESS),
            plan if isinstance(plan, StateReason) else None,
            recipients if isinstance(recipients, StateReason) else None,
        )
        return tuple(reason for reason in found if reason)


def _first(*values: int | None) -> int:
    return next(int(value) for value in values if value is not None)


@dataclass(frozen=True, slots=True)
class Drafts:
    """All that `issue` needs and a report shows. `previous` is last month's gross by customer.

    `lost` are invoices of ours whose document LMS cancelled or deleted: reported, never reissued.
    """

    request: InvoiceRequest
    settings: Settings
    rules: BillingRules
    usage: Usage
    calculation: Calculation
    lms: LmsState
    previous: Mapping[int, Decimal]
    lost: tuple[Record, ...] = ()

    @property
    def month(self) -> Month:
        return self.rules.month

    def adds_new_invoice(self, customer: LmsCustomer) -> bool:
        """Whether the customer gets a new document: the parameter, else the setting."""
        if self.request.add_new_invoices is not None:
            return self.request.add_new_invoices
        return self.lms.terms_of(customer).settings.add_new_invoices

    @property
    def setup(self) -> int:
        """1 where set-up fees are billed, else 0."""
        return int(self.settings.setup_fee == "added")

    @property
    def cleaned(self) -> tuple[str, ...]:
        """Say which texts of the documents lose characters that XML forbids, a sentence each."""
        found: dict[str, None] = {}
        for draft in self.calculation.drafts:
            customer = self.lms.customers[draft.customer_id]
            division = self.lms.division_of(customer) or {}
            names = [f"division {customer.division_id}: {n}" for n in division.get("cleaned", ())]
            names += [f"customer {customer.customer_id}: {name}" for name in customer.cleaned]
            names += [
                f"customer {customer.customer_id}: text of a line of terminal {line.terminal_id}"
                for line in draft.lines
                if line.is_cleaned
            ]
            found |= dict.fromkeys(names if draft.lines else ())
        return tuple(found)

    @property
    def fingerprint(self) -> str:
        """The same for the same drafts: what was approved can be told from what changed since."""
        text = "\n".join(_draft_text(draft) for draft in self.calculation.drafts)
        return hashlib.sha256(text.encode()).hexdigest()


def _draft_text(draft: InvoiceDraft) -> str:
    lines = "".join(
        f"|{x.account_id}/{x.terminal_id}/{x.kind}/{x.service_month}/{x.exact_net:.4f}/{x.calls}"
        f"/{x.increases}/{x.text}"
        for x in draft.lines
    )
    withheld = "".join(f"|-{call.cdr_id}/{call.net:.4f}" for call in draft.withheld)
    return (
        f"{draft.customer_id}|{draft.month}|{draft.kind}|{sentence(draft.parked)}{lines}{withheld}"
    )
