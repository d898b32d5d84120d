"""Which months a detailed statement may be of (PKE art. 352: twelve months back)."""

from __future__ import annotations

from hiperus.domain.periods import Month
from hiperus.errors import InvalidParameterError

MOST_MONTHS = 12


def statement_months(first: object, last: object, this_month: Month) -> list[Month]:
    """Return the months of a statement; without any named, the one before this.

    Args:
        first: `month_from`, as YYYY-MM; None: as `last`.
        last: `month_to`, as YYYY-MM; None: as `first`.
        this_month: the local month of today.

    Raises:
        InvalidParameterError: a month cannot be read, is not over, or lies too far back.
    """
    named = {"month_from": first or last, "month_to": last or first}
    if not any(named.values()):
        return [this_month.plus(-1)]
    start, end = (_month(name, text) for name, text in named.items())
    problems = []
    if end >= this_month:
        problems.append(f"{end} is not over yet")
    if start < this_month.plus(-MOST_MONTHS):
        problems.append(f"{start} is more than {MOST_MONTHS} months back")
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
    return InvalidParameterError(f"No statement can be made: {problem}.").leaving(
        "Nothing was written."
    )
