"""By when a complaint has to be answered (PKE art. 378(5))."""

from __future__ import annotations

from datetime import date, timedelta

from hiperus.domain.periods import local_day

ANSWER_DAYS = 30
"""A complaint that is not answered so many days after it came counts as accepted (art. 378(5))."""


def answer_due(noted_at: int) -> date:
    """Return the last local day for the answer.

    Nobody notes when a complaint came, only when its calls were held: the law's day is this one or
    an earlier one.

    Args:
        noted_at: when the hold was noted, epoch seconds.
    """
    return local_day(noted_at) + timedelta(days=ANSWER_DAYS)


def is_overdue(due: date, today: date) -> bool:
    """Tell whether the last day for an answer is over."""
    return today > due
