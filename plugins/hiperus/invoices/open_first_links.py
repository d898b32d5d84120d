"""What first links made billable and nobody has billed yet, without a run of invoices."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hiperus.domain.periods import Month
from hiperus.invoices.rules.call_sorting import sort_calls
from hiperus.invoices.rules.inputs import BillingInputs, BillingRules, Customer
from hiperus.invoices.rules.payer import Payers
from hiperus.invoices.rules.reasons import NotBilled
from hiperus.invoices.tables import inputs as billing_facts
from hiperus.invoices.tables import lms_customers
from hiperus.invoices.tables.inputs import Span
from hiperus.run import Run


def open_first_links(run: Run, today: date) -> list[NotBilled]:
    """Return the calls of past months whose account got its payer afterwards, PLN net.

    Fees are not among them: a run of invoices lists those, too.

    Args:
        run: the run; without `first_billed_month` nothing is ours yet.
        today: the local day; its own month is not over.
    """
    first, last = run.settings.first_billed_month, Month.of(today).plus(-1)
    if first is None or first > last:
        return []
    database = run.database
    inputs = BillingInputs(
        accounts=billing_facts.read_accounts(database),
        terminals={},
        subscriptions={},
        charges=billing_facts.read_charges(
            database, Span(first, last), run.settings.setup_fee == "added", ()
        ),
        customers={
            found.customer_id: Customer(found.customer_id, found.kind, found.is_deleted)
            for found in lms_customers.read_customers(database).values()
        },
    )
    rules = BillingRules(last, Month.of(today), first, Decimal(0), "", "")
    found = sort_calls(inputs, rules, Payers(inputs)).not_billed
    return [entry for entry in found if entry.reason.is_of_first_link]
