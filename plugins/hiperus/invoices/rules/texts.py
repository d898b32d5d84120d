"""The texts of invoice lines: Polish, for the customer, with the old script's placeholders."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from hiperus.domain.periods import Month

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
_PLACEHOLDER = re.compile(r" ?%(pricelist|subscription|numbers|month_name|year)(?![a-z_])")


def month_name(month: Month) -> str:
    """Return the Polish month in the nominative, as in "za okres październik 2026"."""
    return MONTH_NAMES[month.month - 1]


def numbers_text(numbers: Sequence[str]) -> str:
    """Return the terminal's numbers as `(a, b)`, or nothing."""
    return f"({', '.join(numbers)})" if numbers else ""


def line_text(template: str, values: Mapping[str, str], month: Month) -> str:
    """Fill in a template in one pass, so that a value with a percent sign stays as it is.

    An empty value takes the blank before it along: a terminal without numbers must not leave two
    blanks in the text.

    Args:
        template: the setting, with `%pricelist %subscription %numbers %month_name %year`.
        values: `pricelist`, `subscription`, `numbers` (ready-made).
        month: the month of the service, not of the issue.
    """
    known = {**values, "month_name": month_name(month), "year": str(month.year)}

    def fill(match: re.Match[str]) -> str:
        value = known.get(match[1], "").strip()
        blank = " " if match[0].startswith(" ") else ""
        return blank + value if value else ""

    return _PLACEHOLDER.sub(fill, template).strip()
