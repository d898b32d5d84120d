"""Looks at LMS's number plans before the 1st, when there is still time to mend them."""

from __future__ import annotations

from hiperus.invoices.prepare import terms_in_force
from hiperus.invoices.rules.numbering import seller_of
from hiperus.invoices.rules.plan_warnings import plan_warnings
from hiperus.invoices.tables import lms_ground
from hiperus.run import Run


def check_plans(run: Run) -> list[str]:
    """Return a sentence for each number plan that will make trouble.

    Raises:
        ConfigurationError: a setting cannot be used, or `numberplanid` names no plan for invoices.
    """
    plans = lms_ground.read_plans(run.database)
    plans.require(terms.settings.numberplanid for terms in terms_in_force(run).all)
    sellers = {
        division_id: seller_of(row["ten"], division_id)
        for division_id, row in lms_ground.read_divisions(run.database).items()
    }
    return plan_warnings(plans.plans.values(), sellers, run.clock())
