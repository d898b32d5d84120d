"""How LMS numbers documents: periods of number plans, and templates of full numbers.

LMS takes 1 + the highest number of the plan in the period of the issue date. Periods are cut in
local time. The template's codes are LMS's own (`%N`, `%C`, `%I`) and date codes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum

from hiperus.domain.periods import WARSAW, Month, local_day, local_midnight
from hiperus.errors import ConfigurationError
from hiperus.invoices.rules.texts import MONTH_NAMES

DEFAULT_TEMPLATE = "%N/LMS/%Y"
LONGEST_NUMBER = 50
_WEEKDAYS = ("poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela")
_CODE = re.compile(r"%(\d*)([A-Za-z%])")


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
    def is_per_customer(self) -> bool:
        """Tell whether each customer has numbers of their own (`%C` in the template)."""
        return bool(re.search(r"%\d*C", self.template))


def number_period(period: int, issued_at: int) -> tuple[int, int] | None:
    """Return the epoch seconds [start, end) in which numbers are counted; None: for ever.

    Args:
        period: `numberplans.period`.
        issued_at: `documents.cdate`, epoch seconds.

    Raises:
        ConfigurationError: the plan has a period that LMS does not know.
    """
    day = local_day(issued_at)
    if period == NumberPeriod.CONTINUOUS:
        return None
    if period == NumberPeriod.DAILY:
        return local_midnight(day), local_midnight(day + timedelta(days=1))
    if period == NumberPeriod.WEEKLY:
        monday = day - timedelta(days=day.weekday())
        return local_midnight(monday), local_midnight(monday + timedelta(days=7))
    return _months_around(day, _months_of(period))


def _months_of(period: int) -> int:
    months = {
        NumberPeriod.UNSET: 12,
        NumberPeriod.MONTHLY: 1,
        NumberPeriod.QUARTERLY: 3,
        NumberPeriod.YEARLY: 12,
        NumberPeriod.HALF_YEARLY: 6,
    }
    for known, count in months.items():
        if known == period:
            return count
    raise ConfigurationError(
        f"A number plan has the period {period}, which LMS does not know; correct the plan in LMS."
    )


def _months_around(day: date, count: int) -> tuple[int, int]:
    start = Month(day.year, (day.month - 1) // count * count + 1)
    return local_midnight(start.first_day), local_midnight(start.plus(count).first_day)


def full_number(plan: NumberPlan, number: int, issued_at: int, customer_id: int) -> str:
    """Render a plan's template, such as `12/LMS/2026`.

    `%5N` and `%05N` pad with zeros to five digits, `%C` is the customer's id, `%I` (the number of
    a corrected document) is empty on an invoice; unknown codes stay as they are.

    Raises:
        ConfigurationError: the result does not fit into `documents.fullnumber`.
    """
    moment = datetime.fromtimestamp(issued_at, WARSAW)
    own = {"N": str(number), "C": str(customer_id), "I": "", "%": "%"}

    def render(match: re.Match[str]) -> str:
        width, code = match[1], match[2]
        if code in own:
            return own[code].zfill(int(width)) if width and own[code] else own[code]
        maker = _DATE_CODES.get(code)
        return maker(moment) if maker and not width else match[0]

    text = _CODE.sub(render, plan.template or DEFAULT_TEMPLATE)
    if len(text) > LONGEST_NUMBER:
        raise ConfigurationError(
            f"The number {text[:60]!r} of number plan {plan.plan_id} is longer than "
            f"{LONGEST_NUMBER} characters; shorten the plan's template in LMS."
        )
    return text


def _formatted(code: str) -> Callable[[datetime], str]:
    return lambda moment: moment.strftime(f"%{code}")


_DATE_CODES: dict[str, Callable[[datetime], str]] = {
    **{code: _formatted(code) for code in "YmdywuHMSTFDzZRVj"},
    "e": lambda moment: f"{moment.day:2d}",
    "k": lambda moment: f"{moment.hour:2d}",
    "s": lambda moment: str(int(moment.timestamp())),
    "B": lambda moment: MONTH_NAMES[moment.month - 1],
    "b": lambda moment: MONTH_NAMES[moment.month - 1][:3],
    "A": lambda moment: _WEEKDAYS[moment.weekday()],
    "a": lambda moment: _WEEKDAYS[moment.weekday()][:3],
}
"""LMS's date codes; names of months and days are Polish, whatever this machine's language."""
