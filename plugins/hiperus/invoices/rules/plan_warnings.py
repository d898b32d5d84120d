"""What is wrong with LMS's number plans, before it parks an invoice: collisions, plans that end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import combinations

from hiperus.domain.periods import local_day
from hiperus.errors import InvoiceParkedError
from hiperus.invoices.rules.numbering import full_number, number_period
from hiperus.invoices.rules.plan_choice import PlanRow

ENDS_WITHIN = timedelta(days=62)
_PROBES = (7, 1_234_567)
"""Numbers at which two templates are compared: with and without the zeros that some put before."""
_CUSTOMER = 1


def plan_warnings(plans: Iterable[PlanRow], sellers: Mapping[int, str], instant: int) -> list[str]:
    """Return a sentence for each plan that will make trouble.

    Args:
        plans: plans for invoices; those that are over are passed over.
        sellers: by division, who sells: the digits of its NIP.
        instant: now, epoch seconds.
    """
    live = [plan for plan in plans if not plan.is_over(instant)]
    return [*_collisions(live, sellers, instant), *_repeats(live, instant), *_ends(live, instant)]


def _collisions(plans: list[PlanRow], sellers: Mapping[int, str], instant: int) -> Iterator[str]:
    everybody = frozenset(sellers.values())
    for one, other in combinations(sorted(plans, key=lambda p: p.plan_id), 2):
        theirs = [_sellers(plan, sellers) or everybody for plan in (one, other)]
        if theirs[0] & theirs[1] and _numbers(one, instant) & _numbers(other, instant):
            yield (
                f"Number plans {one.plan.name} and {other.plan.name} make the same full numbers "
                "for one seller: KSeF refuses the second invoice, and here it is parked. Give them "
                "templates that differ."
            )


def _sellers(plan: PlanRow, sellers: Mapping[int, str]) -> frozenset[str]:
    return frozenset(sellers[d] for d in plan.divisions if d in sellers)


def _numbers(plan: PlanRow, instant: int) -> set[str]:
    try:
        return {full_number(plan.plan, probe, instant, _CUSTOMER) for probe in _PROBES}
    except InvoiceParkedError:
        return set()


def _repeats(plans: list[PlanRow], instant: int) -> Iterator[str]:
    for plan in plans:
        try:
            period = number_period(plan.plan, instant)
        except InvoiceParkedError:
            yield f"Number plan {plan.plan.name} has a period that LMS does not know; correct it."
            continue
        if period and _numbers(plan, instant) & _numbers(plan, period[1]):
            yield (
                f"Number plan {plan.plan.name} begins anew on {local_day(period[1])} and will make "
                "the same full numbers again; its template should name the period."
            )


def _ends(plans: list[PlanRow], instant: int) -> Iterator[str]:
    for plan in plans:
        last = local_day(plan.valid_to) if plan.valid_to else None
        if last and last <= local_day(instant) + ENDS_WITHIN:
            yield (
                f"Number plan {plan.plan.name} ends on {last}; invoices after that day are parked "
                "unless there is another one."
            )
