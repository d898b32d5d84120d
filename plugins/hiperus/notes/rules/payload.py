"""Reads the payload of a note, and gathers everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from hiperus.domain import typed_values as typed
from hiperus.domain.periods import Month, parse_day
from hiperus.domain.wording import unknown_names
from hiperus.errors import InvalidParameterError

NOTHING_NOTED = "Nothing was noted."
LONGEST_REASON = 2000
MOST_MONEY = Decimal(10) ** 9
_GROSZ = Decimal("0.01")


class Payload:
    """Fields of a note, each read once; `require_none` raises what was gathered."""

    def __init__(self, given: Mapping[str, object], known: tuple[str, ...]) -> None:
        """Begin with the names that are no fields here."""
        self._given = given
        self.problems = [
            f"{named} is not a field here; the fields are {', '.join(known)}"
            for named in unknown_names(map(str, given), known)
        ]

    def number(self, name: str) -> int:
        """Read an id."""
        text = self._text(name)
        if not (text.isascii() and text.isdigit() and int(text)):
            self.problems.append(f"{name} must be an id: a whole number above 0")
            return 0
        return int(text)

    def day(self, name: str) -> date | None:
        """Read a day; None: it is empty."""
        text = self._text(name)
        if not text:
            return None
        try:
            return parse_day(text, name)
        except InvalidParameterError:
            self.problems.append(f"{name} must be a day: YYYY-MM-DD")
            return None

    def month(self, name: str) -> Month | None:
        """Read a month that must be there."""
        try:
            return Month.parse(self._text(name))
        except InvalidParameterError:
            self.problems.append(f"{name} must be a month: YYYY-MM")
            return None

    def money(self, name: str) -> Decimal | None:
        """Read an amount in PLN that must be there, with a comma or a point; 0 is one, too."""
        try:
            amount = typed.decimal(self._text(name))
        except ValueError:
            amount = MOST_MONEY
        if amount >= MOST_MONEY or amount != amount.quantize(_GROSZ):
            self.problems.append(f"{name} must be an amount in PLN, such as 35.00")
            return None
        return amount.quantize(_GROSZ)

    def reason(self) -> str:
        """Read why it is noted; it must be there."""
        text = self._text("reason")
        if not text:
            self.problems.append("reason is missing: whoever reads it later wants to know why")
        return text[:LONGEST_REASON]

    def require_none(self) -> None:
        """Refuse the note where anything is wrong with it.

        Raises:
            InvalidParameterError: names everything.
        """
        if self.problems:
            raise refused(self.problems)

    def _text(self, name: str) -> str:
        value = self._given.get(name)
        return "" if value is None or isinstance(value, bool) else str(value).strip()


def refused(problems: list[str]) -> InvalidParameterError:
    """Return the error that names what is wrong."""
    return InvalidParameterError(f"The note cannot be taken: {'; '.join(problems)}.").leaving(
        NOTHING_NOTED
    )
