"""Finds customers who near or have reached their limit of premium-rate services."""

from __future__ import annotations

from collections.abc import Iterable

from hiperus.alerts.rules.alert import Alert
from hiperus.domain.periods import Month
from hiperus.invoices.prepare import terms_in_force
from hiperus.invoices.rules.premium import LimitRules, PremiumFacts
from hiperus.invoices.rules.premium_notices import notice
from hiperus.invoices.rules.terms import limit_rules
from hiperus.invoices.tables import lms_customers, premium
from hiperus.run import Run


def premium_notices(run: Run, months: Iterable[Month]) -> list[Alert]:
    """Return a notice for each customer of whom staff should know, in some months; sends nothing.

    Every priced call counts that the platform lists, billed or not.
    """
    facts = PremiumFacts(premium.read_limits(run.database))
    found = []
    for month in months:
        spent = premium.read_spent(run.database, month, run.settings)
        rules = limit_rules_of(run, spent)
        for customer_id, net in spent.items():
            own = rules[customer_id]
            limit = facts.limit_of(customer_id, month, own)
            found.append(notice(customer_id, month, own.spent(net), limit, own))
    return [alert for alert in found if alert]


def limit_rules_of(run: Run, customers: Iterable[int]) -> dict[int, LimitRules]:
    """Return by customer which rules of limits hold; a customer's division may have its own rate.

    Raises:
        ConfigurationError: a setting cannot be used.
    """
    wanted = set(customers)
    if not wanted:
        return {}
    terms, known = terms_in_force(run), lms_customers.read_customers(run.database)
    found = {customer: known.get(customer) for customer in wanted}
    return {c: limit_rules(terms.of(lms.division_id if lms else None)) for c, lms in found.items()}
