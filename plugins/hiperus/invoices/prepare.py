"""Calculates the drafts of an invoice run from what the databases hold; writes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from hiperus.domain.periods import Month
from hiperus.invoices.drafts import Drafts, LmsState
from hiperus.invoices.request import InvoiceRequest
from hiperus.invoices.rules.calculation import calculate
from hiperus.invoices.rules.first_links import first_reach
from hiperus.invoices.rules.inputs import BillingInputs, BillingRules, Customer
from hiperus.invoices.rules.premium import PremiumFacts
from hiperus.invoices.rules.terms import Terms, TermsBook, limit_rules, terms_from
from hiperus.invoices.tables import inputs as billing_facts
from hiperus.invoices.tables import invoices, lms_customers, lms_ground, premium
from hiperus.invoices.tables.inputs import Span
from hiperus.invoices.usage_gate import require_usage
from hiperus.run import Run
from hiperus.settings import Settings
from hiperus.storage.character_sets import require_unicode
from hiperus.storage.database import Database

History = Mapping[int, Mapping[Month, Decimal]]
"""Gross totals (PLN) of earlier months, by customer."""


def prepare(run: Run, request: InvoiceRequest) -> Drafts:
    """Calculate all drafts of a run; writes nothing.

    Args:
        run: the run; its settings are those in force.
        request: its parameters.

    Raises:
        ConfigurationError: `first_billed_month`, tax, number plan or tables are missing, a
            setting of LMS's or of a division's cannot be used, or the tables are not in UTF-8.
        InvalidParameterError: the month belongs to the old script, or a customer is unknown.
        IncompleteUsageError: the calls of the month are not complete.
    """
    database, settings = run.database, run.settings
    require_unicode(database)
    month = request.billed_month(settings)
    lms_customers.require_linked(database, request.customers)
    usage = require_usage(run, month, request.ignore_missing_cdrs)
    terms = terms_in_force(run)
    rules = _rules(request, terms, month)
    lms = _lms_state(database, request, terms)
    history = billing_facts.read_history(database, month)
    inputs = _inputs(run, rules, _customers(lms, request.issue_instant), history)
    approved = billing_facts.read_approved(database, month)
    return Drafts(
        request=request,
        settings=settings,
        rules=rules,
        usage=usage,
        calculation=calculate(inputs, rules, request.customers, approved, request.first_links),
        lms=lms,
        previous=_figures_of(history, month.plus(-1)),
        lost=tuple(invoices.lost_documents(database)),
    )


def terms_in_force(run: Run) -> TermsBook:
    """Return the terms of invoices for everybody and for each division with rows of its own.

    Raises:
        ConfigurationError: names every value that cannot be used.
    """
    uiconfig, settings = run.uiconfig, run.settings
    return TermsBook(
        terms_from(settings, uiconfig.everywhere),
        {
            division: terms_from(
                uiconfig.settings_of(division, settings), uiconfig.of(division), division
            )
            for division in sorted(uiconfig.divisions)
        },
    )


def _figures_of(history: History, month: Month) -> dict[int, Decimal]:
    return {c: found[month] for c, found in history.items() if month in found}


def _rules(request: InvoiceRequest, terms: TermsBook, month: Month) -> BillingRules:
    divisions = {d: _rules_under(request, t, month, {}) for d, t in terms.divisions.items()}
    return _rules_under(request, terms.everywhere, month, divisions)


def _rules_under(
    request: InvoiceRequest, terms: Terms, month: Month, divisions: Mapping[int, BillingRules]
) -> BillingRules:
    settings = terms.settings
    return BillingRules(
        month=month,
        issue_month=Month.of(request.issue_day),
        first_month=settings.first_billed_month or month,
        tax_rate=terms.tax_rate,
        subscription_text=settings.invoice_subscription_comment,
        calls_text=settings.invoice_call_comment,
        in_advance=request.subscription_in_advance,
        calls_without_subscription=settings.bill_calls_without_subscription,
        failed_calls=settings.bill_failed_calls,
        prorate=settings.prorate,
        own_adjustments=settings.adjustments == "own_invoice",
        bound_factor=settings.bound_median_factor,
        bound_floor=settings.bound_floor,
        premium=limit_rules(terms),
        divisions=divisions,
    )


def _lms_state(database: Database, request: InvoiceRequest, terms: TermsBook) -> LmsState:
    plans = lms_ground.read_plans(database)
    plans.require(t.settings.numberplanid for t in terms.all)
    instant = request.issue_instant
    return LmsState(
        customers=lms_customers.read_customers(database),
        divisions=lms_ground.read_divisions(database),
        plans=plans,
        terms=terms,
        tax_ids={
            rate: lms_ground.find_tax(database, rate, instant)
            for rate in {t.tax_rate for t in terms.all}
        },
        recipients=lms_customers.read_recipients(database, instant),
    )


def _inputs(
    run: Run, rules: BillingRules, customers: Mapping[int, Customer], history: History
) -> BillingInputs:
    database = run.database
    span = Span(rules.first_month, rules.month)
    settings = run.settings
    with_setup_fee, types = settings.setup_fee == "added", settings.premium_types
    charges = billing_facts.read_charges(database, span, with_setup_fee, types)
    accounts = billing_facts.read_accounts(database)
    reach = first_reach(accounts.values(), rules.first_month, rules.month)
    regular = billing_facts.read_regular_states(database, rules.first_month.plus(-1))
    return BillingInputs(
        accounts=accounts,
        terminals=billing_facts.read_terminals(database),
        subscriptions=billing_facts.read_subscriptions(database),
        charges=charges,
        customers=customers,
        numbers=billing_facts.read_numbers(database),
        regular=regular,
        billed_subscriptions=billing_facts.read_billed_subscriptions(database, reach),
        invoiced_months=frozenset(month for _, month in regular),
        history={c: list(found.values()) for c, found in history.items()},
        terminal_imports=billing_facts.read_terminal_imports(database, reach.end),
        relieved=billing_facts.read_relieved(database),
        premium=_premium(database, {c.month for c in charges if c.premium}, settings),
    )


def _premium(database: Database, months: set[Month], settings: Settings) -> PremiumFacts:
    billed = premium.read_billed(database, months, settings)
    limits = premium.read_limits(database)
    return PremiumFacts(limits, {who: found.net for who, found in billed.items()})


def _customers(lms: LmsState, instant: int) -> dict[int, Customer]:
    """Say of each LMS customer whether an invoice could be issued at `instant`."""
    return {
        customer.customer_id: Customer(
            customer_id=customer.customer_id,
            kind=customer.kind,
            is_deleted=customer.is_deleted,
            division_id=customer.division_id,
            obstacles=lms.obstacles_of(customer, instant),
        )
        for customer in lms.customers.values()
    }
