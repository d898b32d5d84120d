"""Sums over calls, and the figures made of them: answered share, average length, margin."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, TypeVar

SECONDS_A_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Traffic:
    """Sums over some calls; money is PLN net.

    Attributes:
        attempts: all calls.
        answered: those that the platform calls successful.
        seconds: of all calls.
        answered_seconds: of the answered ones.
        revenue: Σ `cost`, what the calls are sold for.
        reseller_cost: Σ `reseller_cost`, what the platform takes for them.
        platform_margin: Σ `margin` as the platform gives it, for comparison.
    """

    attempts: int = 0
    answered: int = 0
    seconds: int = 0
    answered_seconds: int = 0
    revenue: Decimal = Decimal(0)
    reseller_cost: Decimal = Decimal(0)
    platform_margin: Decimal = Decimal(0)

    def __add__(self, other: Traffic) -> Traffic:
        return Traffic(
            self.attempts + other.attempts,
            self.answered + other.answered,
            self.seconds + other.seconds,
            self.answered_seconds + other.answered_seconds,
            self.revenue + other.revenue,
            self.reseller_cost + other.reseller_cost,
            self.platform_margin + other.platform_margin,
        )

    @property
    def margin(self) -> Decimal:
        """What is left of the revenue, PLN net."""
        return self.revenue - self.reseller_cost

    @property
    def minutes(self) -> Decimal:
        """The length of all calls in minutes."""
        return Decimal(self.seconds) / SECONDS_A_MINUTE

    @property
    def answer_seizure_ratio(self) -> Decimal | None:
        """Answered calls as a share of all; None without calls."""
        return Decimal(self.answered) / self.attempts if self.attempts else None

    @property
    def average_seconds(self) -> Decimal | None:
        """The average length of an answered call in seconds; None without one."""
        return Decimal(self.answered_seconds) / self.answered if self.answered else None


class Counted(Protocol):
    """Anything with sums of calls."""

    @property
    def traffic(self) -> Traffic: ...


Row = TypeVar("Row", bound=Counted)
Key = TypeVar("Key", bound=Hashable)


def total(rows: Iterable[Counted]) -> Traffic:
    """Add all rows up."""
    return sum((row.traffic for row in rows), Traffic())


def summed(rows: Iterable[Row], key: Callable[[Row], Key]) -> dict[Key, Traffic]:
    """Add the rows up that have the same key."""
    found: dict[Key, Traffic] = {}
    for row in rows:
        name = key(row)
        found[name] = found[name] + row.traffic if name in found else row.traffic
    return found
