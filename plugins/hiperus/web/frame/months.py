"""The month that a page shows: read from its address, offered in its form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hiperus.domain.periods import Month
from hiperus.errors import InvalidParameterError
from hiperus.web.frame.refusals import RefusedError
from hiperus.web.frame.tabs import gettext_noop

EARLIEST, LATEST = 1990, 2100
NO_MONTH = gettext_noop(
    "“%(text)s” is no month that can be shown; write it as YYYY-MM, such as 2026-10."
)


@dataclass(frozen=True, slots=True)
class MonthChoice:
    """A month, and those that the form offers, the newest first."""

    month: Month
    offered: Sequence[Month]


def choose_month(given: str | None, reach: tuple[Month, Month], today: date) -> MonthChoice:
    """Return the month of an address, or the newest one of `reach`.

    Args:
        given: `YYYY-MM`, or None.
        reach: the first and the newest month that there is something of.
        today: its month is offered as well.

    Raises:
        RefusedError: no month.
    """
    oldest, newest = reach
    last = max(newest, Month.of(today))
    first = max(oldest, Month(EARLIEST, 1))
    offered = [last.plus(-back) for back in range(first.months_until(last) + 1)]
    month = read_month(given) if given else newest
    if month not in offered:
        offered = sorted({*offered, month}, reverse=True)
    return MonthChoice(month, offered)


def read_month(given: str) -> Month:
    """Read a month of an address.

    Raises:
        RefusedError: no month, or one that no calendar of ours reaches.
    """
    try:
        month = Month.parse(given)
    except InvalidParameterError:
        raise RefusedError(NO_MONTH, text=given[:20]) from None
    if not EARLIEST <= month.year < LATEST:
        raise RefusedError(NO_MONTH, text=given[:20])
    return month
