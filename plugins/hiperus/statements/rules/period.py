"""Which months a detailed statement (PKE art. 352: twelve months back) or a complaint may be of."""

from __future__ import annotations

from hiperus.domain.periods import Month
from hiperus.errors import InvalidParameterError

MOST_MONTHS = 12
NOTHING_WRITTEN = "Nothing was written."


def statement_months(first: object, last: object, this_month: Month) -> list[Month]:
    """Return the months of a statement; without any named, the one before this.

    Args:
        first: `month_from`, as YYYY-MM; None: as `last`.
        last: `month_to`, as YYYY-MM; None: as `first`.
        this_month: the local month of today.

    Raises:
        InvalidParameterError: a month cannot be read, is not over, or lies too far back.
    """
    start, end = _asked(first, last, this_month)
    problems = []
    if end >= this_month:
        problems.append(f"{end} is not over yet")
    if start < this_month.plus(-MOST_MONTHS):
        problems.append(f"{start} is more than {MOST_MONTHS} months back")
    return _through(start, end, problems)


def complaint_months(first: object, last: object, this_month: Month) -> list[Month]:
    """Return the months of a complaint; without any named, the one before this.

    The current month is among those that may be named: who complains need not wait for his invoice.
    So is any month before, as long as its calls are stored: a hold keeps them beyond twelve months.

    Args:
        first: `month_from`, as YYYY-MM; None: as `last`.
        last: `month_to`, as YYYY-MM; None: as `first`.
        this_month: the local month of today.

    Raises:
        InvalidParameterError: a month cannot be read or has not begun, or there are too many.
    """
    start, end = _asked(first, last, this_month)
    problems = []
    if end > this_month:
        problems.append(f"{end} has not begun yet")
    if start.months_until(end) >= MOST_MONTHS:
        problems.append(f"{start} to {end} are more than {MOST_MONTHS} months")
    return _through(start, end, problems)


def _asked(first: object, last: object, this_month: Month) -> tuple[Month, Month]:
    named = {"month_from": first or last, "month_to": last or first}
    if not any(named.values()):
        return this_month.plus(-1), this_month.plus(-1)
    start, end = (_month(name, text) for name, text in named.items())
    return start, end


def _through(start: Month, end: Month, problems: list[str]) -> list[Month]:
    if end < start:
        problems.append("month_to is before month_from")
    if problems:
        raise _refused("; ".join(problems))
    return start.through(end)


def can_be_stated(month: Month, this_month: Month) -> bool:
    """Tell whether a statement of a month may be asked for in the local month of today."""
    return this_month.plus(-MOST_MONTHS) <= month < this_month


def _month(name: str, text: object) -> Month:
    try:
        return Month.parse(str(text).strip())
    except InvalidParameterError:
        raise _refused(f"{name} must be a month: YYYY-MM") from None


def _refused(problem: str) -> InvalidParameterError:
    return InvalidParameterError(f"No statement can be made: {problem}.").leaving(NOTHING_WRITTEN)
