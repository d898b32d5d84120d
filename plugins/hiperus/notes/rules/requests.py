"""A note as somebody gives it: kind, action and a payload that was checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from hiperus.domain.periods import parse_day
from hiperus.domain.wording import unknown_names
from hiperus.errors import InvalidParameterError

NOTHING_NOTED = "Nothing was noted."
LONGEST_REASON = 2000


class NoteKind(StrEnum):
    """What a note is about."""

    HOLD = "hold"


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


@dataclass(frozen=True, slots=True)
class EndedNote:
    """The end of a note, and why."""

    kind: NoteKind
    note_id: int
    reason: str


FIELDS: Mapping[NoteAction, tuple[str, ...]] = {
    NoteAction.ADD: ("customer", "from", "until", "reason"),
    NoteAction.END: ("id", "reason"),
}
"""The payload of a hold. `until` is the last day that is kept; empty: until it is ended."""


def parse_note(kind: object, action: object, payload: object) -> NewHold | EndedNote:
    """Read what a run was given.

    Raises:
        InvalidParameterError: names everything that is wrong.
    """
    what, how = _word(NoteKind, "kind", kind), _word(NoteAction, "action", action)
    if not isinstance(payload, Mapping):
        raise _refused(["payload must be an object"])
    reader = _Reader(payload, FIELDS[how])
    reason = reader.reason()
    if how is NoteAction.END:
        ended = EndedNote(what, reader.number("id"), reason)
        reader.require_none()
        return ended
    customer, start, last = reader.number("customer"), reader.day("from"), reader.day("until")
    if start is None and not reader.problems:
        reader.problems.append("from is missing: the first day whose calls are kept")
    if start and last and last < start:
        reader.problems.append("until is before from")
    reader.require_none()
    assert start is not None  # noqa: S101 - it is named above
    return NewHold(customer, start, last + timedelta(days=1) if last else None, reason)


class _Reader:
    """Reads fields of a payload and gathers what is wrong with them."""

    def __init__(self, payload: Mapping[str, object], known: tuple[str, ...]) -> None:
        self._payload = payload
        self.problems = [
            f"{named} is not a field here; the fields are {', '.join(known)}"
            for named in unknown_names(map(str, payload), known)
        ]

    def _text(self, name: str) -> str:
        value = self._payload.get(name)
        return "" if value is None or isinstance(value, bool) else str(value).strip()

    def number(self, name: str) -> int:
        text = self._text(name)
        if not (text.isascii() and text.isdigit() and int(text)):
            self.problems.append(f"{name} must be an id: a whole number above 0")
            return 0
        return int(text)

    def day(self, name: str) -> date | None:
        text = self._text(name)
        if not text:
            return None
        try:
            return parse_day(text, name)
        except InvalidParameterError:
            self.problems.append(f"{name} must be a day: YYYY-MM-DD")
            return None

    def reason(self) -> str:
        text = self._text("reason")
        if not text:
            self.problems.append("reason is missing: whoever reads it later wants to know why")
        return text[:LONGEST_REASON]

    def require_none(self) -> None:
        if self.problems:
            raise _refused(self.problems)


def _word(kind: Callable[[str], Any], name: str, value: object) -> Any:
    try:
        return kind(str(value))
    except ValueError:
        words = ", ".join(kind)  # type: ignore[arg-type]
        raise _refused([f"{name} must be one of {words}"]) from None


def _refused(problems: list[str]) -> InvalidParameterError:
    return InvalidParameterError(f"The note cannot be taken: {'; '.join(problems)}.").leaving(
        NOTHING_NOTED
    )
