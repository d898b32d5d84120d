"""Monthly invoices: `prepare` calculates drafts and writes nothing, `issue` puts them into LMS.

A run can be killed at any statement: each customer's invoice is one transaction, and the next run
issues what is missing and repeats nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from hiperus.domain.periods import Month
from hiperus.errors import (
    InvoiceParkedError,
    SafetyBoundError,
    StatementFailedError,
    StorageUnavailableError,
    UsageChangedError,
)
from hiperus.invoices.drafts import Drafts, LmsState
from hiperus.invoices.issue_customer import CustomerIssuer
from hiperus.invoices.request import InvoiceRequest
from hiperus.invoices.rules.calculation import calculate
from hiperus.invoices.rules.inputs import BillingInputs, BillingRules, Customer
from hiperus.invoices.rules.invoice_states import InvoiceState
from hiperus.invoices.rules.lines import InvoiceDraft
from hiperus.invoices.rules.state_reasons import StateReason, reason_of
from hiperus.invoices.summary import Already, InvoiceRunSummary, Issued, Skipped
from hiperus.invoices.tables import inputs as billing_facts
from hiperus.invoices.tables import invoices
from hiperus.invoices.tables import lms_customers as lms_ground
from hiperus.invoices.tables.inputs import Span
from hiperus.invoices.tables.lms_documents import LineStyle, LmsDocuments
from hiperus.invoices.usage_gate import require_usage
from hiperus.run import Run
from hiperus.settings import Settings
from hiperus.storage.database import Database
from hiperus.storage.uiconfig import Values

History = Mapping[int, Mapping[Month, Decimal]]
"""Gross totals (PLN) of earlier months, by customer."""

DEFAULT_RATE = "23"
DEFAULT_PAYTIME = "14"
BANK_TRANSFER = "2"
ATTEMPTS = 3


def prepare(run: Run, request: InvoiceRequest) -> Drafts:
    """Calculate all drafts of a run; writes nothing.

    Args:
        run: the run; its settings are those in force.
        request: its parameters.

    Raises:
        ConfigurationError: `first_billed_month`, tax, number plan or tables are missing.
        InvalidParameterError: the month belongs to the old script.
        IncompleteUsageError: the calls of the month are not complete.
    """
    database, settings = run.database, run.settings
    month = request.billed_month(settings)
    usage = require_usage(run, month, request.ignore_missing_cdrs)
    defaults = run.uiconfig
    rate = settings.taxrate
    if rate is None:
        rate = Decimal(_default(defaults, "phpui", "default_taxrate", DEFAULT_RATE))
    rules = _rules(request, settings, month, rate)
    lms = _lms_state(database, request, settings, rate, defaults)
    history = billing_facts.read_history(database, month)
    customers = _customers(lms, request.issue_noon)
    inputs = _inputs(database, rules, settings, customers, history)
    approved = [
        c
        for (c, m), state in inputs.regular.items()
        if m == month and state is InvoiceState.APPROVED
    ]
    return Drafts(
        request=request,
        settings=settings,
        rules=rules,
        usage=usage,
        calculation=calculate(inputs, rules, request.customers, approved),
        lms=lms,
        previous=_figures_of(history, month.plus(-1)),
        lost=tuple(invoices.lost_documents(database)),
    )


def issue(run: Run, drafts: Drafts) -> InvoiceRunSummary:
    """Put the drafts into LMS, each customer in a transaction of its own.

    What cannot be issued is parked with its reason, and the others go on. A dry run only tells
    what it would do.

    Args:
        run: the run, kept with the invoices; its clock dates the documents, unless `fakedate` does.
        drafts: what `prepare` returned.

    Raises:
        StorageUnavailableError: the database went away; what was committed stays, run again.
    """
    return _Issuing(run, drafts).result()


class _Issuing:
    """Issues the drafts in order and gathers what happened."""

    def __init__(self, run: Run, drafts: Drafts) -> None:
        self._run = run
        self._drafts = drafts
        self._summary = InvoiceRunSummary.opened(drafts)

    def result(self) -> InvoiceRunSummary:
        if self._drafts.request.dry_run:
            self._rehearse()
            return self._summary
        database = self._run.database
        issuer = CustomerIssuer(database, self._drafts, LmsDocuments(database))
        for draft in self._drafts.calculation.drafts:
            self._handle(issuer, draft)
        self._close_month()
        return self._summary

    def _handle(self, issuer: CustomerIssuer, draft: InvoiceDraft) -> None:
        if draft.parked:
            self._park(issuer, draft, draft.parked)
            return
        try:
            done = self._issue(issuer, draft)
        except UsageChangedError:
            self._summary.changed.append(draft.customer_id)
        except (InvoiceParkedError, SafetyBoundError, StatementFailedError) as error:
            # One customer's trouble must neither stop the others nor be passed over.
            self._park(issuer, draft, reason_of(error))
        else:
            self._note(done)

    def _issue(self, issuer: CustomerIssuer, draft: InvoiceDraft) -> Issued | Skipped | Already:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return issuer.issue(draft, self._provenance(), self._issued_at())
            except StorageUnavailableError:
                # A deadlock, or somebody took the number at the same moment.
                if attempt == ATTEMPTS:
                    raise
        raise AssertionError("the loop returns or raises")

    def _park(self, issuer: CustomerIssuer, draft: InvoiceDraft, reason: StateReason) -> None:
        issuer.park(draft, reason, self._provenance())
        self._summary.parked.append((draft.customer_id, reason))

    def _note(self, done: Issued | Skipped | Already) -> None:
        match done:
            case Issued():
                self._summary.issued.append(done)
            case Skipped(customer_id):
                self._summary.skipped.append(customer_id)
            case Already(customer_id):
                self._summary.already.append(customer_id)

    def _provenance(self) -> invoices.Provenance:
        reason = self._drafts.request.ignore_missing_cdrs
        return invoices.Provenance(self._run.origin, self._run.clock(), reason)

    def _issued_at(self) -> int:
        request = self._drafts.request
        return request.issue_noon if request.fakedate else self._run.clock()

    def _close_month(self) -> None:
        """From now on the month's calls may not change in silence."""
        if self._drafts.request.customers or self._summary.changed:
            return
        database = self._run.database
        with database.transaction():
            invoices.close_coverage(database, self._drafts.month)

    def _rehearse(self) -> None:
        for draft in self._drafts.calculation.drafts:
            if draft.parked:
                self._summary.parked.append((draft.customer_id, draft.parked))
            elif draft.lines:
                lines = len(draft.lines)
                self._summary.issued.append(
                    Issued(draft.customer_id, 0, "", draft.amounts, lines, draft.calls)
                )
            else:
                self._summary.skipped.append(draft.customer_id)


def _figures_of(history: History, month: Month) -> dict[int, Decimal]:
    return {c: found[month] for c, found in history.items() if month in found}


def _default(values: Values, section: str, name: str, default: str) -> str:
    return values.get((section, name), "").strip() or default


def _rules(
    request: InvoiceRequest, settings: Settings, month: Month, rate: Decimal
) -> BillingRules:
    return BillingRules(
        month=month,
        issue_month=Month.of(request.issue_day),
        first_month=settings.first_billed_month or month,
        tax_rate=rate,
        subscription_text=settings.invoice_subscription_comment,
        calls_text=settings.invoice_call_comment,
        in_advance=request.subscription_in_advance,
        calls_without_subscription=settings.bill_calls_without_subscription,
        failed_calls=settings.bill_failed_calls,
        prorate=settings.prorate,
        own_adjustments=settings.adjustments == "own_invoice",
        bound_factor=settings.bound_median_factor,
        bound_floor=settings.bound_floor,
    )


def _lms_state(
    database: Database,
    request: InvoiceRequest,
    settings: Settings,
    rate: Decimal,
    defaults: Values,
) -> LmsState:
    tax_id = lms_ground.find_tax(database, rate, request.issue_noon)
    return LmsState(
        customers=lms_ground.read_customers(database),
        divisions=lms_ground.read_divisions(database),
        plans=lms_ground.read_plans(database, settings.numberplanid),
        style=LineStyle(tax_id, settings.prodid, settings.content),
        paytime=int(_default(defaults, "invoices", "paytime", DEFAULT_PAYTIME)),
        paytype=int(_default(defaults, "invoices", "paytype", BANK_TRANSFER)),
    )


def _inputs(
    database: Database,
    rules: BillingRules,
    settings: Settings,
    customers: Mapping[int, Customer],
    history: History,
) -> BillingInputs:
    span = Span(rules.first_month, rules.month)
    with_setup_fee = settings.setup_fee == "added"
    regular = billing_facts.read_regular_states(database, rules.first_month.plus(-1))
    return BillingInputs(
        accounts=billing_facts.read_accounts(database),
        terminals=billing_facts.read_terminals(database),
        subscriptions=billing_facts.read_subscriptions(database),
        charges=billing_facts.read_charges(database, span, with_setup_fee),
        customers=customers,
        numbers=billing_facts.read_numbers(database),
        regular=regular,
        billed_subscriptions=billing_facts.read_billed_subscriptions(database, rules.month),
        invoiced_months=frozenset(month for _, month in regular),
        history={c: list(found.values()) for c, found in history.items()},
        first_import_after=billing_facts.read_first_import(database, rules.month.end),
    )


def _customers(lms: LmsState, instant: int) -> dict[int, Customer]:
    """Say of each LMS customer whether an invoice could be issued at `instant`."""
    return {
        customer.customer_id: Customer(
            customer_id=customer.customer_id,
            kind=customer.kind,
            is_deleted=customer.is_deleted,
            has_division=lms.division_of(customer) is not None,
            has_address=bool(customer.address),
            has_plan=lms.plan_for(customer, instant) is not None,
        )
        for customer in lms.customers.values()
    }
