"""Values that people type into settings are understood, or refused with what they must be."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hiperus.domain import typed_values as typed
from hiperus.domain.periods import Month


@pytest.mark.parametrize("text", ["23", "23.00", "23,00", " 23 % ", "23%", "23,0 %."])
def test_a_rate_may_have_a_comma_and_a_sign(text: str) -> None:
    assert typed.percentage(text) == Decimal(23)


@pytest.mark.parametrize("text", ["100", "100,00 zł", "100.00 PLN", "1 000,50", "1\u00a0000,50 zł"])
def test_an_amount_may_have_a_unit_and_thousands(text: str) -> None:
    assert typed.decimal(text) in (Decimal(100), Decimal("1000.50"))


@pytest.mark.parametrize("text", ["", "-1", "1e5", "NaN", "Infinity", "1,2,3", "zw", "1 00", "½"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="must be a number that is not negative"):
        typed.decimal(text)


def test_a_percentage_ends_at_a_hundred() -> None:
    with pytest.raises(ValueError, match="between 0 and 100"):
        typed.percentage("101")


@pytest.mark.parametrize("text", ["14", "14 dni", "14 DNI.", "14 days", " 14d ", "14 miesięcy"])
def test_a_count_may_have_its_unit(text: str) -> None:
    assert typed.number(0, 365)(text) == 14


@pytest.mark.parametrize("text", ["", "14,5", "-1", "366", "two weeks", "14 zł", "\u0661x"])
def test_what_is_no_count_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="must be a whole number between 0 and 365"):
        typed.number(0, 365)(text)


def test_words_and_months_are_read_in_any_case() -> None:
    assert typed.choice("issue", "month_end")(" Month_End ") == "month_end"
    assert typed.month(" 2026-10 ") == Month(2026, 10)
    with pytest.raises(ValueError, match="must be one of issue, month_end"):
        typed.choice("issue", "month_end")("now")
    with pytest.raises(ValueError, match="YYYY-MM"):
        typed.month("10/2026")
