"""A note as somebody gives it: kind, action and a payload that was checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar

from hiperus.domain.periods import Month
from hiperus.notes.rules.payload import Payload, refused


class NoteKind(StrEnum):
    """What a note is about."""

    HOLD = "hold"
    PREMIUM_LIMIT = "premium_limit"


class NoteAction(StrEnum):
    """A note is added or ended; what was noted is never changed or deleted."""

    ADD = "add"
    END = "end"


@dataclass(frozen=True, slots=True)
class NewHold:
    """Calls of a customer to be kept: from a local day to the day after the last, or for good."""

    customer_id: int
    days_from: date
    days_end: date | None
    reason: str
    kind: ClassVar[NoteKind] = NoteKind.HOLD

    def __str__(self) -> str:
        """As a log tells it."""
        until = f"before {self.days_end}" if self.days_end else "until it is ended"
        return f"That calls of customer {self.customer_id} are kept from {self.days_from} {until}"


@dataclass(frozen=True, slots=True)
class NewPremiumLimit:
    """What a customer chose to spend on premium-rate services, PLN a month, from a month on."""

    customer_id: int
    first: Month
    amount: Decimal
    reason: str
    kind: ClassVar[NoteKind] = NoteKind.PREMIUM_LIMIT

    def __str__(self) -> str:
        """As a log tells it."""
        return (
            f"A limit of {self.amount} PLN a month for premium-rate services of customer "
            f"{self.customer_id}, from {self.first} on,"
        )


@dataclass(frozen=True, slots=True)
class EndedNote:
    """The end of a note, and why."""

    kind: NoteKind
    note_id: int
    reason: str


NewNote = NewHold | NewPremiumLimit

FIELDS: Mapping[NoteKind, tuple[str, ...]] = {
    NoteKind.HOLD: ("customer", "from", "until", "reason"),
    NoteKind.PREMIUM_LIMIT: ("customer", "from", "limit", "reason"),
}
"""The payload of a note that is added."""
FIELDS_OF_AN_END = ("id", "reason")


def parse_note(kind: object, action: object, payload: object) -> NewNote | EndedNote:
    """Read what a run was given.

    Raises:
        InvalidParameterError: names everything that is wrong.
    """
    what, how = _word(NoteKind, "kind", kind), _word(NoteAction, "action", action)
    if not isinstance(payload, Mapping):
        raise refused(["payload must be an object"])
    if how is NoteAction.END:
        given = Payload(payload, FIELDS_OF_AN_END)
        ended = EndedNote(what, given.number("id"), given.reason())
        given.require_none()
        return ended
    return _READERS[what](Payload(payload, FIELDS[what]))


def _hold(given: Payload) -> NewHold:
    """Read a hold. `until` is the last day that is kept; empty: until it is ended."""
    reason, customer = given.reason(), given.number("customer")
    start, last = given.day("from"), given.day("until")
    if start is None and not given.problems:
        given.problems.append("from is missing: the first day whose calls are kept")
    if start and last and last < start:
        given.problems.append("until is before from")
    given.require_none()
    assert start is not None  # noqa: S101 - it is named above
    return NewHold(customer, start, last + timedelta(days=1) if last else None, reason)


def _premium_limit(given: Payload) -> NewPremiumLimit:
    reason, customer = given.reason(), given.number("customer")
    first, amount = given.month("from"), given.money("limit")
    given.require_none()
    assert first is not None  # noqa: S101 - it is named above
    assert amount is not None  # noqa: S101
    return NewPremiumLimit(customer, first, amount, reason)


_READERS: Mapping[NoteKind, Callable[[Payload], NewNote]] = {
    NoteKind.HOLD: _hold,
    NoteKind.PREMIUM_LIMIT: _premium_limit,
}


def _word(kind: Callable[[str], Any], name: str, value: object) -> Any:
    try:
        return kind(str(value))
    except ValueError:
        words = ", ".join(kind)  # type: ignore[arg-type]
        raise refused([f"{name} must be one of {words}"]) from None
