"""A day is judged over all types, a type by itself only where it has enough calls."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from hiperus.calls.rules.shrinking import DayCount, implausible_days

DAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("stored", "answered", "others", "is_implausible"),
    [
        (0, 0, 0, False),
        (1, 0, 0, False),  # told as vanished, never a reason to refuse forty others
        (19, 0, 0, False),
        (20, 0, 0, True),
        (1, 0, 19, False),
        (1, 0, 9, False),
        (10, 5, 0, False),
        (10, 4, 0, False),
        (30, 14, 0, True),
        (30, 15, 0, False),
        (10, 0, 100, False),
        (20, 9, 1000, True),
        (20, 10, 1000, False),
        (10, 30, 0, False),
    ],
)
def test_days_that_came_too_short(
    stored: int, answered: int, others: int, is_implausible: bool
) -> None:
    found = implausible_days([DayCount(DAY, stored, answered, others)], Decimal(50))
    assert bool(found) is is_implausible
