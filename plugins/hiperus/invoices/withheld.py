"""Calls above premium-rate limits: what is withheld, what would fit now, a person's decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from hiperus.domain.periods import Month
from hiperus.errors import InvalidParameterError
from hiperus.invoices.premium_notices import limit_rules_of
from hiperus.invoices.rules.premium import (
    LimitRules,
    LimitWatch,
    PremiumAction,
    PremiumCall,
    PremiumFacts,
    Verdict,
    WithheldState,
)
from hiperus.invoices.tables import premium
from hiperus.invoices.tables.premium import StoredWithheld
from hiperus.run import Run


@dataclass(frozen=True, slots=True)
class WithheldMonth:
    """What is withheld of a customer's month. PLN; `limit` and `spent` as the limit is measured.

    `calls`, `net`: withheld and still listed by the platform. `fitting`, `fitting_net`: of those,
    what the limit would allow as it is now: after it was raised, or calls became cheaper.
    """

    customer_id: int
    month: Month
    limit: Decimal
    spent: Decimal
    calls: int
    net: Decimal
    fitting: int
    fitting_net: Decimal


def withheld_months(run: Run) -> list[WithheldMonth]:
    """Return what is withheld and waits for a person, customer by customer, the oldest first."""
    settings = run.settings
    calls = premium.read_withheld(run.database, with_setup_fee=settings.setup_fee == "added")
    if not calls:
        return []
    months = {call.month for call in calls}
    billed = premium.read_billed(run.database, months, settings)
    worth = {who: found.worth for who, found in billed.items()}
    facts = PremiumFacts(premium.read_limits(run.database), worth)
    rules = limit_rules_of(run, {call.customer_id for call in calls})
    return [
        _month(who, list(own), facts, rules[who[0]])
        for who, own in groupby(calls, lambda call: (call.customer_id, call.month))
    ]


def _month(
    who: tuple[int, Month],
    calls: Sequence[StoredWithheld],
    facts: PremiumFacts,
    rules: LimitRules,
) -> WithheldMonth:
    watch, live = LimitWatch(facts), [call for call in calls if call.net > 0]
    fitting = [
        call
        for call in live
        if watch.judge(*who, PremiumCall(call.cdr_id, call.start), call.net, rules) is Verdict.BILL
    ]
    return WithheldMonth(
        *who,
        limit=facts.limit_of(*who, rules),
        spent=rules.spent(facts.billed.get(who, Decimal(0))),
        calls=len(live),
        net=sum((call.net for call in live), Decimal(0)),
        fitting=len(fitting),
        fitting_net=sum((call.net for call in fitting), Decimal(0)),
    )


_STATES = {
    PremiumAction.RELEASE: WithheldState.RELEASED,
    PremiumAction.WRITE_OFF: WithheldState.WRITTEN_OFF,
}
_MAY_CHANGE = {
    PremiumAction.RELEASE: (WithheldState.WITHHELD, WithheldState.WRITTEN_OFF),
    PremiumAction.WRITE_OFF: (WithheldState.WITHHELD, WithheldState.WITHHELD),
}
_CONSEQUENCE = {
    PremiumAction.RELEASE: "released: the next invoice of the customer bills them as late calls",
    PremiumAction.WRITE_OFF: "written off: no invoice will bill them",
}


@dataclass(frozen=True, slots=True)
class PremiumDecision:
    """What a person decides about the withheld calls of some customers' month, and why."""

    customers: tuple[int, ...]
    month: Month
    action: PremiumAction
    reason: str
    who: str | None = None


def require_decidable(run: Run, decision: PremiumDecision) -> None:
    """Refuse a decision about customers of whom nothing is withheld.

    Raises:
        InvalidParameterError: names them all.
    """
    former = _MAY_CHANGE[decision.action]
    lacking = [
        customer
        for customer in decision.customers
        if not premium.count_decidable(run.database, customer, decision.month, former)[0]
    ]
    if lacking:
        raise InvalidParameterError(
            f"Nothing of {decision.month} is withheld for customers "
            f"{', '.join(map(str, lacking))}; hv_premium_withheld says for whom it is. "
            "Nothing was changed."
        )


def decide(run: Run, decision: PremiumDecision) -> list[str]:
    """Release withheld calls or write them off; returns a line for each customer.

    Each customer's calls change in a transaction of their own, under the lock of his invoices.

    Raises:
        InvalidParameterError: nothing is withheld for a customer; nothing was changed.
    """
    require_decidable(run, decision)
    return [_decide(run, decision, customer) for customer in decision.customers]


def _decide(run: Run, decision: PremiumDecision, customer_id: int) -> str:
    database, month = run.database, decision.month
    former = _MAY_CHANGE[decision.action]
    with database.locked(f"invoice:{customer_id}"), database.transaction():
        calls, net = premium.count_decidable(database, customer_id, month, former)
        premium.decide(
            database,
            former,
            customer_id=customer_id,
            call_month=month.first_day,
            state=str(_STATES[decision.action]),
            decided_by=decision.who,
            decided_at=run.clock(),
            reason=decision.reason,
        )
    return (
        f"{calls} calls of customer {customer_id} in {month} ({net} PLN net) are "
        f"{_CONSEQUENCE[decision.action]}."
    )
