"""How LMS numbers documents: number plans, their periods, full numbers.

LMS takes 1 + the highest number of the plan in the period of the issue date. Periods are cut in
local time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from hiperus.domain.periods import Month, local_day, local_midnight
from hiperus.invoices.rules.number_templates import names_customer, rendered
from hiperus.invoices.rules.state_reasons import ReasonCode, parked_error

DEFAULT_TEMPLATE = "%N/LMS/%Y"
LONGEST_NUMBER = 50


class NumberPeriod(IntEnum):
    """`numberplans.period`; 0 is what LMS's batch script treats as yearly."""

    UNSET = 0
    DAILY = 1
    WEEKLY = 2
    MONTHLY = 3
    QUARTERLY = 4
    YEARLY = 5
    CONTINUOUS = 6
    HALF_YEARLY = 7


@dataclass(frozen=True, slots=True)
class NumberPlan:
    """A row of `numberplans`. `is_shared`: LMS itself issues invoices with it, too."""

    plan_id: int
    template: str = DEFAULT_TEMPLATE
    period: int = NumberPeriod.YEARLY
    is_shared: bool = True

    @property
    def name(self) -> str:
        """Id and template, for people."""
        return f"{self.plan_id} ({self.template})"

    @property
    def is_per_customer(self) -> bool:
        """Tell whether each customer has numbers of their own (`%C` in the template)."""
        return names_customer(self.template)


_MONTHS = {
    NumberPeriod.UNSET: 12,
    NumberPeriod.MONTHLY: 1,
    NumberPeriod.QUARTERLY: 3,
    NumberPeriod.YEARLY: 12,
    NumberPeriod.HALF_YEARLY: 6,
}


def number_period(plan: NumberPlan, issued_at: int) -> tuple[int, int] | None:
    """Return the epoch seconds [start, end) in which numbers are counted; None: for ever.

    Args:
        plan: the plan, with its `numberplans.period`.
        issued_at: `documents.cdate`, epoch seconds.

    Raises:
        InvoiceParkedError: the plan has a period that LMS does not know.
    """
    day = local_day(issued_at)
    match plan.period:
        case NumberPeriod.CONTINUOUS:
            return None
        case NumberPeriod.DAILY:
            return local_midnight(day), local_midnight(day + timedelta(days=1))
        case NumberPeriod.WEEKLY:
            monday = day - timedelta(days=day.weekday())
            return local_midnight(monday), local_midnight(monday + timedelta(days=7))
    if plan.period not in _MONTHS:
        raise parked_error(ReasonCode.PERIOD_UNKNOWN, plan=plan.name)
    return _months_around(day, _MONTHS[NumberPeriod(plan.period)])


def _months_around(day: date, count: int) -> tuple[int, int]:
    start = Month(day.year, (day.month - 1) // count * count + 1)
    return local_midnight(start.first_day), local_midnight(start.plus(count).first_day)


def full_number(plan: NumberPlan, number: int, issued_at: int, customer_id: int) -> str:
    """Return the full number that a plan gives, such as `12/LMS/2026`.

    Args:
        plan: whose template is rendered; an empty one is LMS's default.
        number: `documents.number`.
        issued_at: `documents.cdate`, epoch seconds.
        customer_id: LMS's customer.

    Raises:
        InvoiceParkedError: the result does not fit into `documents.fullnumber`.
    """
    text = rendered(plan.template or DEFAULT_TEMPLATE, number, issued_at, customer_id)
    if len(text) > LONGEST_NUMBER:
        raise parked_error(ReasonCode.NUMBER_TOO_LONG, number=text[:60], plan=plan.name)
    return text


def seller_of(ten: object, division_id: int | None) -> str:
    """Return for whom full numbers must differ: the digits of a NIP, without one the division."""
    return "".join(filter(str.isdigit, str(ten or ""))) or f"division {division_id}"
