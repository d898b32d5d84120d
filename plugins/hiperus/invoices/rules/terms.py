"""The terms of a division's invoices: our settings for it, and LMS's own defaults behind them.

LMS's batch takes days to pay and way of payment from the customer, else the division, else
`payments.deadline` and `payments.paytype`; `invoices.paytime` and `.paytype` are its form's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from hiperus.domain import typed_values as typed
from hiperus.invoices.rules.premium import LimitRules
from hiperus.settings import Settings

DEFAULT_RATE = Decimal(23)
DEFAULT_DAYS = 14
BANK_TRANSFER = 2
LAST_PAYTYPE = 11
PIECES = "szt."
_LMS_PIECES = "pcs."
"""LMS seeds its setting with the English word and translates it; on an invoice it is Polish."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for the invoices of one division.

    Attributes:
        settings: ours, with the division's own rows before those for everybody.
        tax_rate: percent.
        paytime: days, where neither customer nor division says.
        paytype: LMS's key of how to pay, where neither customer nor division says.
        unit: the unit of measure of a line.
    """

    settings: Settings
    tax_rate: Decimal = DEFAULT_RATE
    paytime: int = DEFAULT_DAYS
    paytype: int = BANK_TRANSFER
    unit: str = PIECES


@dataclass(frozen=True, slots=True)
class TermsBook:
    """The terms of all divisions; `everywhere` are those of divisions without rows of their own."""

    everywhere: Terms
    divisions: Mapping[int, Terms] = field(default_factory=dict)

    def of(self, division_id: int | None) -> Terms:
        """Return the terms of a division's customers."""
        return self.divisions.get(division_id or 0, self.everywhere)

    @property
    def all(self) -> list[Terms]:
        """All terms that may hold for somebody."""
        return [self.everywhere, *self.divisions.values()]


def limit_rules(terms: Terms) -> LimitRules:
    """Return the rules of premium-rate limits for a division's customers."""
    settings = terms.settings
    return LimitRules(
        default=settings.premium_limit,
        is_gross=settings.premium_limit_basis == "gross",
        withholds=settings.premium_over_limit == "withhold",
        tax_rate=terms.tax_rate,
    )


def terms_from(
    settings: Settings, values: Mapping[tuple[str, str], str], division_id: int | None = None
) -> Terms:
    """Return the terms that our settings and LMS's make.

    Args:
        settings: ours for the division.
        values: LMS's settings that hold there, by (section, variable).
        division_id: LMS's division, for the error's text; None: everybody.

    Raises:
        ConfigurationError: names every value of LMS's that cannot be used.
    """
    reader = typed.SettingsReader(f" of division {division_id}" if division_id else "")

    def read(section: str, name: str, how: Callable[[str], Item], default: Item) -> Item:
        text = (values.get((section, name)) or "").strip()
        return reader.read(section, name, text, how, default) if text else default

    rate = read("phpui", "default_taxrate", typed.percentage, DEFAULT_RATE)
    unit = read("payments", "default_unit_name", str.strip, PIECES)
    terms = Terms(
        settings=settings,
        tax_rate=rate if settings.taxrate is None else settings.taxrate,
        paytime=read("payments", "deadline", typed.number(0, 365), DEFAULT_DAYS),
        paytype=read("payments", "paytype", typed.number(1, LAST_PAYTYPE), BANK_TRANSFER),
        unit=settings.content or (PIECES if unit == _LMS_PIECES else unit),
    )
    reader.require_usable()
    return terms
