"""The figures of a year for the report to UKE (PKE art. 20): calls, minutes, net revenue, numbers.

The regulation with the report's fields was not at hand; these are the figures that LMS's own
telephony summary has. What counts as what:

* **Direction.** Incoming are the platform's `incoming` calls. All others are outgoing, as each goes
  out from the subscriber's side: `outgoing`, `internal` and `vpbx` begin at a terminal of his;
  `disa` and `forwarded` are the part that the platform dials on for him. A type that is not known
  stays apart.
* **Area.** By the number of the other side: domestic begins with 48, or is short (as 112), or, of
  an incoming call, is in national form. Without a number the country that the platform names
  decides; without both it is unknown.
* **Kind.** By LMS's customer: the one who was billed, else the one that the call is linked to, else
  the one that its account has today. Calls without a customer are a row of their own.
* **Revenue** is what invoices bill of the year's calls, whenever they were issued, signed. Priced
  calls that no invoice bills are apart.
* **Failed calls** are apart; the other columns of calls and minutes do not hold them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from hiperus.domain.cdr import CallType
from hiperus.domain.periods import Month
from hiperus.errors import InvalidParameterError
from hiperus.statements.rules.period import NOTHING_WRITTEN

EARLIEST_YEAR = 1990


class Direction(StrEnum):
    """Which way a call went, seen from the subscriber."""

    OUTGOING = "outgoing"
    INCOMING = "incoming"
    UNKNOWN = "unknown"


class Area(StrEnum):
    """Where the other side was."""

    DOMESTIC = "domestic"
    FOREIGN = "foreign"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """What the subscriber is in LMS."""

    PRIVATE = "private"
    COMPANY = "company"
    OTHER = "other"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums over some calls; money is PLN net.

    Attributes:
        calls: those that succeeded.
        seconds: of these.
        billed_net: what invoices bill, also of failed ones.
        not_billed: priced calls that no invoice bills, also failed ones.
        not_billed_net: what they cost.
        failed: calls that did not succeed.
    """

    calls: int = 0
    seconds: int = 0
    billed_net: Decimal = Decimal(0)
    not_billed: int = 0
    not_billed_net: Decimal = Decimal(0)
    failed: int = 0

    def __add__(self, other: Sums) -> Sums:
        return Sums(
            self.calls + other.calls,
            self.seconds + other.seconds,
            self.billed_net + other.billed_net,
            self.not_billed + other.not_billed,
            self.not_billed_net + other.not_billed_net,
            self.failed + other.failed,
        )


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What the calls of a row have in common."""

    direction: Direction
    area: Area
    kind: Kind


@dataclass(frozen=True, slots=True)
class Group:
    """Sums of a month as the database makes them; `kind` None: no customer."""

    call_type: str
    area: str
    kind: int | None
    sums: Sums

    @property
    def key(self) -> Key:
        return Key(_direction(self.call_type), Area(self.area), kind_of(self.kind))


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers of live accounts today; `assigned`: those of them made before the year's end."""

    kind: Kind
    today: int
    assigned: int


@dataclass(frozen=True, slots=True)
class YearSummary:
    """The figures of a year. `deleted`: calls of it that are no longer stored, with their cost.

    `as_of`: the local day of the numbers, and of the calls of a year that is not over.
    """

    year: int
    as_of: date
    rows: Mapping[Key, Sums]
    numbers: Sequence[Numbers]
    deleted: tuple[int, Decimal]

    @property
    def total(self) -> Sums:
        """All calls of the year that are stored."""
        return sum(self.rows.values(), Sums())

    @property
    def is_over(self) -> bool:
        """Whether the year has ended."""
        return self.as_of.year > self.year

    @property
    def first_day(self) -> date:
        """New Year."""
        return date(self.year, 1, 1)

    @property
    def last_day(self) -> date:
        """The last day that counts."""
        return date(self.year, 12, 31) if self.is_over else self.as_of


def months_of(year: int, today: date) -> list[Month]:
    """Return the months of a year that have begun.

    Raises:
        InvalidParameterError: none has, or there was no such telephony.
    """
    if not EARLIEST_YEAR <= year <= today.year:
        raise InvalidParameterError(
            f"year is {year}; it must be between {EARLIEST_YEAR} and {today.year}."
        ).leaving(NOTHING_WRITTEN)
    last = min(Month(year, 12), Month.of(today))
    return Month(year, 1).through(last)


def summed_up(groups: Iterable[Group]) -> dict[Key, Sums]:
    """Add up groups of all months; no call is lost or counted twice."""
    found: dict[Key, Sums] = {}
    for group in groups:
        found[group.key] = found.get(group.key, Sums()) + group.sums
    return dict(sorted(found.items(), key=lambda item: _order(item[0])))


def kind_of(lms_type: int | None) -> Kind:
    """Return what a customer is, by LMS's `customers.type`; None: there is none."""
    if lms_type is None:
        return Kind.NOBODY
    return {0: Kind.PRIVATE, 1: Kind.COMPANY}.get(int(lms_type), Kind.OTHER)


def _direction(call_type: str) -> Direction:
    if call_type == CallType.INCOMING:
        return Direction.INCOMING
    return Direction.OUTGOING if call_type in set(CallType) else Direction.UNKNOWN


def _order(key: Key) -> tuple[int, ...]:
    orders: tuple[list[StrEnum], ...] = (list(Direction), list(Area), list(Kind))
    parts = (key.direction, key.area, key.kind)
    return tuple(order.index(part) for order, part in zip(orders, parts, strict=True))
