"""An account that gets its first payer: for which months before that the payer answers, too.

A first link is a correction: the account had nobody to invoice, now it has, and what was called
meanwhile is this customer's. Only a person bills it, customer and month named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from hiperus.domain.periods import Month, local_day, local_midnight
from hiperus.invoices.rules.reasons import Reason
from hiperus.invoices.rules.states import INVOICED_BY_LMS, AccountState, state_in

MOST_MONTHS = 12
"""How far a first link reaches back; what is older can be billed no more."""


def first_link(states: Sequence[AccountState], month: Month) -> AccountState | Reason | None:
    """Return the later state that says who pays for `month`, when its own names nobody.

    Args:
        states: of one account, ordered by `valid_from`.
        month: the month of the calls, or of a fee.

    Returns:
        What decides who pays: the first later state that is not open, under the month's own
        invoice flag where that was not empty. Or why nobody can be billed for the month although
        there is such a state. None: the month has a payer of its own, or none to this day.
    """
    then = state_in(states, month)
    if then is None or not is_open(then):
        return None
    later = next((s for s in states[states.index(then) :] if not is_open(s)), None)
    if later is None:
        return None
    linked_in = Month.of(local_day(later.valid_from))
    if month.months_until(linked_in) > MOST_MONTHS:
        return Reason.LINKED_TOO_LATE
    if _was_anothers(states, then, later, month):
        return Reason.FORMER_CUSTOMER
    return later if then.is_flag_empty else replace(later, invoiced_by=then.invoiced_by)


def earliest_month(states: Sequence[AccountState], first: Month) -> Month | None:
    """Return the first month since `first` that a first link may have to answer for, or None."""
    ends = [b.valid_from for a, b in pairwise(states) if is_open(a) and not is_open(b)]
    if not ends:
        return None
    return max(first, Month.of(local_day(ends[0])).plus(-MOST_MONTHS))


def first_reach(accounts: Iterable[Sequence[AccountState]], first: Month, billed: Month) -> Month:
    """Return the earliest month whose fees a run looks at: the billed one, or a first link's."""
    found = (earliest_month(states, first) for states in accounts)
    return min([billed, *(month for month in found if month)])


def is_open(state: AccountState) -> bool:
    """Tell whether nobody had decided who pays: no customer, or an empty invoice flag.

    A clerk who said in LMS that LMS invoices has decided, whatever the platform's flag.
    """
    is_undecided = state.is_flag_empty and state.invoiced_by != INVOICED_BY_LMS
    return not state.customer_id or is_undecided


def _was_anothers(
    states: Sequence[AccountState], then: AccountState, later: AccountState, month: Month
) -> bool:
    """Tell whether another customer had the account until some day of the month.

    The first state counts for all time before it; a later open one only since an import saw it.
    """
    begun = states.index(then)
    while begun and is_open(states[begun - 1]):
        begun -= 1
    former = states[begun - 1].customer_id if begun else None
    if former in (None, later.customer_id):
        return False
    return states[begun].valid_from > local_midnight(month.first_day)
