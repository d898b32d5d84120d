"""The bound above which an invoice waits for a person: far from what the customer usually pays."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from statistics import median

HISTORY_MONTHS = 3


def exceeded_bound(
    gross: Decimal, history: Sequence[Decimal], factor: Decimal, floor: Decimal
) -> Decimal | None:
    """Return the bound that `gross` exceeds, or None where it stays within.

    Args:
        gross: the draft, PLN.
        history: gross totals of up to three months before; without any the bound cannot judge.
        factor: how many times the median is still plausible.
        floor: no invoice up to this amount is ever parked, PLN gross.
    """
    if not history:
        return None
    bound = max(factor * median(history), floor)
    return bound if gross > bound else None
