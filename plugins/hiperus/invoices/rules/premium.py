"""The limit of premium-rate services: which calls above it are not billed (PKE art. 342, 344).

A subscriber chooses what such services may cost him in a month; where he chose nothing, a setting
says so. What was provided above the limit may not be claimed from him. It is reached call by call,
in the order of their starts: the first call that would pass it is withheld whole, and so is every
later one. An increase of a call that was billed before counts like a call.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum, auto

from hiperus.domain.periods import Month

_PERCENT = Decimal(100)
Spender = tuple[int, Month]
"""A customer of LMS in the local month of the calls."""


class WithheldState(StrEnum):
    """What became of a call above a limit; a person releases or writes off."""

    WITHHELD = "withheld"
    RELEASED = "released"
    WRITTEN_OFF = "written_off"


class PremiumAction(StrEnum):
    """What a person decides about withheld calls."""

    RELEASE = "release"
    WRITE_OFF = "write_off"


class Verdict(StrEnum):
    """What a run does with a premium-rate call.

    BILL: it fits, or was released. WITHHOLD: it would pass the limit. KEPT: an earlier run
    withheld it. SETTLED: a person wrote it off.
    """

    BILL = auto()
    WITHHOLD = auto()
    KEPT = auto()
    SETTLED = auto()


@dataclass(frozen=True, slots=True)
class PremiumCall:
    """What a priced premium-rate call is known by; `start` is local, as the platform wrote it.

    `state`: what was decided of it before, for `customer_id`; a call that has changed hands since
    is judged anew.
    """

    cdr_id: int
    start: str
    customer_id: int | None = None
    state: WithheldState | None = None


@dataclass(frozen=True, slots=True)
class LimitRules:
    """The settings. `default` is PLN, gross or net; `tax_rate` percent.

    `withholds` false: what lies above is billed, and listed.
    """

    default: Decimal = Decimal("35.00")
    is_gross: bool = True
    withholds: bool = True
    tax_rate: Decimal = Decimal(23)

    def spent(self, net: Decimal) -> Decimal:
        """Return PLN net in the measure of the limit, exact: never rounded in anybody's favour."""
        return net * (_PERCENT + self.tax_rate) / _PERCENT if self.is_gross else net


@dataclass(frozen=True, slots=True)
class ChosenLimit:
    """What a customer chose, PLN, for the months from `first` on."""

    first: Month
    amount: Decimal


@dataclass(frozen=True, slots=True)
class PremiumFacts:
    """What is known beforehand: chosen limits in the order noted, and what was billed, PLN net."""

    limits: Mapping[int, Sequence[ChosenLimit]] = field(default_factory=dict)
    billed: Mapping[Spender, Decimal] = field(default_factory=dict)

    def limit_of(self, customer_id: int, month: Month, rules: LimitRules) -> Decimal:
        """Return the limit of a customer's month, PLN: of his choices the latest that has begun."""
        begun = [c for c in self.limits.get(customer_id, ()) if c.first <= month]
        # Of two for the same month the one noted last: sorting keeps their order.
        return sorted(begun, key=lambda c: c.first)[-1].amount if begun else rules.default


class LimitWatch:
    """Judges calls one after another, in the order of their starts."""

    def __init__(self, facts: PremiumFacts) -> None:
        self._facts = facts
        self._spent: dict[Spender, Decimal] = {}
        self._passed: set[Spender] = set()

    def judge(
        self, customer_id: int, month: Month, call: PremiumCall, net: Decimal, rules: LimitRules
    ) -> Verdict:
        """Return what to do with a call, and remember it for those after it.

        Args:
            customer_id: who would pay.
            month: the local month of the call.
            call: not judged before, and not earlier than those judged before.
            net: PLN, what would be billed.
            rules: the settings for the customer.
        """
        who = (customer_id, month)
        state = call.state if call.customer_id == customer_id else None
        if state in (WithheldState.WITHHELD, WithheldState.WRITTEN_OFF):
            self._passed.add(who)
            return Verdict.KEPT if state is WithheldState.WITHHELD else Verdict.SETTLED
        spent = self._spent.get(who, self._facts.billed.get(who, Decimal(0))) + net
        if state is None and (who in self._passed or self._is_above(who, spent, rules)):
            self._passed.add(who)
            return Verdict.WITHHOLD
        self._spent[who] = spent
        return Verdict.BILL

    def _is_above(self, who: Spender, net: Decimal, rules: LimitRules) -> bool:
        return rules.spent(net) > self._facts.limit_of(*who, rules)
