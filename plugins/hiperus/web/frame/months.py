"""The month that a page shows: read from its address, offered in its form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hiperus.domain.periods import Month
from hiperus.errors import InvalidParameterError

EARLIEST, LATEST = 1990, 2100


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
        InvalidParameterError: no month.
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
        InvalidParameterError: no month, or one that no calendar of ours reaches.
    """
    month = Month.parse(given)
    if not EARLIEST <= month.year < LATEST:
        raise InvalidParameterError(f"{given[:20]!r} is out of range; choose another month.")
    return month
