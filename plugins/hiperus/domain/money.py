"""Amounts in PLN: `Decimal` throughout, rounded half up (away from zero), as LMS and the law do.

A line's net is exact (4 decimals, as the platform prices calls); only its gross is rounded. Net and
VAT of a document follow from the gross lines, because LMS derives them so for a gross document.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

GROSZ = Decimal("0.01")
ZERO = Decimal("0.00")
_PERCENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class Amounts:
    """Net, VAT and gross of a document in PLN; net + VAT = gross to the grosz."""

    net: Decimal = ZERO
    vat: Decimal = ZERO
    gross: Decimal = ZERO

    def __add__(self, other: Amounts) -> Amounts:
        return Amounts(self.net + other.net, self.vat + other.vat, self.gross + other.gross)


def half_up(amount: Decimal) -> Decimal:
    """Round to the grosz, halves away from zero."""
    return amount.quantize(GROSZ, ROUND_HALF_UP)


def gross_of(net: Decimal, rate: Decimal) -> Decimal:
    """Return a line's gross: net × (1 + rate/100), rounded once."""
    return half_up(net * (_PERCENT + rate) / _PERCENT)


def vat_of(gross: Decimal, rate: Decimal) -> Decimal:
    """Return the VAT that LMS finds in a line's gross: gross × rate/(100 + rate), rounded."""
    return half_up(gross * rate / (_PERCENT + rate))


def document_amounts(gross_lines: Iterable[Decimal], rate: Decimal) -> Amounts:
    """Sum up rounded lines, as LMS's own view of document totals does."""
    total = Amounts()
    for gross in gross_lines:
        vat = vat_of(gross, rate)
        total += Amounts(gross - vat, vat, gross)
    return total
