"""An invoice far above what the customer usually pays is held back."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hiperus.invoices.rules.bounds import exceeded_bound


@pytest.mark.parametrize(
    ("gross", "history", "bound"),
    [
        ("120.00", ["20", "24", "30"], None),
        ("120.01", ["20", "24", "30"], "120"),
        ("100.00", ["1", "1", "1"], None),
        ("100.01", ["1", "1", "1"], "100.00"),
        ("9999.00", [], None),
        ("151.00", ["20", "40"], "150"),
    ],
)
def test_factor_median_and_floor(gross: str, history: list[str], bound: str | None) -> None:
    found = exceeded_bound(
        Decimal(gross), [Decimal(x) for x in history], Decimal(5), Decimal("100.00")
    )
    assert found == (Decimal(bound) if bound else None)
