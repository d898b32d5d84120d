"""The texts of invoice lines: Polish, for the customer, with the old script's placeholders."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from hiperus.domain.periods import Month
from hiperus.domain.xml_text import is_forbidden, one_line

MONTH_NAMES = (
    "styczeń",
    "luty",
    "marzec",
    "kwiecień",
    "maj",
    "czerwiec",
    "lipiec",
    "sierpień",
    "wrzesień",
    "październik",
    "listopad",
    "grudzień",
)
LONGEST = 512
"""Characters of a line's text that LMS passes on to the e-invoice system."""

EMPTY_TEXT = "Usługi telefoniczne %numbers za okres %month_name %year"
"""What a line says whose template comes out empty for a terminal."""

_PLACEHOLDER = re.compile(r" ?%(pricelist|subscription|numbers|month_name|year)(?![a-z_])")


def month_name(month: Month) -> str:
    """Return the Polish month in the nominative, as in "za okres październik 2026"."""
    return MONTH_NAMES[month.month - 1]


def numbers_text(numbers: Sequence[str], shown: int | None = None) -> str:
    """Return the terminal's numbers as `(a, b)`, or nothing.

    Args:
        numbers: all of them.
        shown: how many are named, where not all: `(a, b i jeszcze 298)`.
    """
    if shown is None or shown >= len(numbers):
        return f"({', '.join(numbers)})" if numbers else ""
    more = f"i jeszcze {len(numbers) - shown}"
    return f"({', '.join(numbers[:shown])} {more})" if shown else f"(numery: {len(numbers)})"


def line_text(
    template: str, values: Mapping[str, str], numbers: Sequence[str], month: Month
) -> str:
    """Return the text of an invoice line: one line, without control characters, at most 512 long.

    The template is filled in one pass, so that a value with a percent sign stays as it is. An empty
    value takes the blank before it along. Where the text is too long, the list of numbers gives
    way.

    Args:
        template: the setting, with `%pricelist %subscription %numbers %month_name %year`.
        values: `pricelist`, `subscription`.
        numbers: the terminal's numbers.
        month: the month of the service, not of the issue.

    Returns:
        The text; empty where the template holds nothing but empty values.
    """
    text = _filled(template, values, numbers_text(numbers), month)
    if len(text) <= LONGEST or not numbers:
        return text[:LONGEST].rstrip()
    fewer = (
        _filled(template, values, numbers_text(numbers, shown), month)
        for shown in range(_most(numbers), -1, -1)
    )
    return next((t for t in fewer if len(t) <= LONGEST), text[:LONGEST].rstrip())


def is_cleaned(template: str, values: Mapping[str, str], numbers: Sequence[str]) -> bool:
    """Tell whether a line's text had to be cleaned of characters that XML forbids."""
    used = [values.get(match[1], "") for match in _PLACEHOLDER.finditer(template)]
    return any(map(is_forbidden, (template, *used, *numbers)))


def _most(numbers: Sequence[str]) -> int:
    """Return how many numbers could be named at best."""
    return min(len(numbers) - 1, LONGEST // (min(map(len, numbers)) + 2))


def _filled(template: str, values: Mapping[str, str], numbers: str, month: Month) -> str:
    known = {
        **values,
        "numbers": numbers,
        "month_name": month_name(month),
        "year": str(month.year),
    }

    def fill(match: re.Match[str]) -> str:
        value = known.get(match[1], "").strip()
        blank = " " if match[0].startswith(" ") else ""
        return blank + value if value else ""

    return one_line(_PLACEHOLDER.sub(fill, template))
