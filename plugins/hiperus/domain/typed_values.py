"""Reads values that people type into settings: `23,00`, `23 %`, `14 dni`, `100,00 zł`, `tak`.

Each reader raises a `ValueError` whose text continues "the setting …": "must be a whole number".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

from hiperus.domain.flags import LMS, read_flag
from hiperus.domain.periods import Month
from hiperus.errors import ConfigurationError, InvalidParameterError

Item = TypeVar("Item")

_COUNT = re.compile(
    r"(\d+)\s*(?:d|day|days|dni|dzień|months?|m-c|mies\.?|miesiąc|miesiące|miesięcy)?\.?", re.I
)
_AMOUNT = re.compile(r"(\d+(?:[ \u00a0]\d{3})*(?:[.,]\d+)?|[.,]\d+)\s*(?:%|zł|pln)?\.?", re.I)


def flag(text: str) -> bool:
    """Read a switch with the words that LMS understands."""
    known = read_flag(text, LMS)
    if known is None:
        raise ValueError("must be true or false")
    return known


def number(low: int, high: int) -> Callable[[str], int]:
    """Return a reader of whole numbers between two bounds; a unit such as `dni` may follow."""

    def read(text: str) -> int:
        match = _COUNT.fullmatch(text.strip())
        if match is None or not low <= int(match[1]) <= high:
            raise ValueError(f"must be a whole number between {low} and {high}")
        return int(match[1])

    return read


def decimal(text: str) -> Decimal:
    """Read a number that is not negative, with a comma or a point; `%` or `zł` may follow."""
    match = _AMOUNT.fullmatch(text.strip())
    if match is None:
        raise ValueError("must be a number that is not negative")
    return Decimal(match[1].replace(" ", "").replace("\u00a0", "").replace(",", "."))


def percentage(text: str) -> Decimal:
    """Read a share or a rate between 0 and 100 percent."""
    value = decimal(text)
    if value > Decimal(100):
        raise ValueError("must be a percentage between 0 and 100")
    return value


def choice(*words: str) -> Callable[[str], str]:
    """Return a reader of one of these words, in any case of letters."""

    def read(text: str) -> str:
        word = text.strip().lower()
        if word not in words:
            raise ValueError(f"must be one of {', '.join(words)}")
        return word

    return read


def words(text: str) -> tuple[str, ...]:
    """Read words between commas or blanks, in small letters, each once."""
    return tuple(sorted({word.lower() for word in text.replace(",", " ").split()}))


def month(text: str) -> Month:
    """Read a month as `YYYY-MM`."""
    try:
        return Month.parse(text.strip())
    except InvalidParameterError:
        raise ValueError("must be a month as YYYY-MM") from None


class SettingsReader:
    """Reads settings one after another, and gathers what is wrong with them."""

    def __init__(self, whose: str = "") -> None:
        """Read settings of everybody's, or of a division's: ` of division 3`."""
        self._whose = whose
        self._problems: list[str] = []

    def read(
        self, section: str, name: str, text: str, reader: Callable[[str], Item], default: Item
    ) -> Item:
        """Return the value of a text; the default, and a problem, where it cannot be used."""
        try:
            return reader(text)
        except ValueError as problem:
            self._problems.append(f"{section}.{name}{self._whose} {problem}, not {text[:40]!r}")
            return default

    def require_usable(self) -> None:
        """Refuse the settings, all problems at once.

        Raises:
            ConfigurationError: names every value that could not be used.
        """
        if self._problems:
            raise ConfigurationError(
                f"Settings in LMS's uiconfig cannot be used: {'; '.join(self._problems)}."
            )
