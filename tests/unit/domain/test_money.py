"""Gross is rounded half up once a line; net and VAT are those LMS derives from it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hiperus.domain.money import Amounts, document_amounts, gross_of, half_up, vat_of


@pytest.mark.parametrize(
    ("net", "rate", "gross"),
    [
        ("20.00", "23", "24.60"),
        ("1.5000", "23", "1.85"),  # 1.845: a banker would write 1.84
        ("0.0040", "23", "0.00"),
        ("0.0041", "23", "0.01"),
        ("-1.5000", "23", "-1.85"),
        ("2524.1310", "23", "3104.68"),
        ("10.00", "8", "10.80"),
        ("10.00", "0", "10.00"),
    ],
)
def test_gross_is_rounded_half_up(net: str, rate: str, gross: str) -> None:
    assert str(gross_of(Decimal(net), Decimal(rate))) == gross


@pytest.mark.parametrize(
    ("gross", "rate", "vat"),
    [
        ("12.30", "23", "2.30"),
        ("0.01", "23", "0.00"),
        ("1.52", "23", "0.28"),
        ("5.00", "0", "0.00"),
    ],
)
def test_vat_is_found_in_gross(gross: str, rate: str, vat: str) -> None:
    assert str(vat_of(Decimal(gross), Decimal(rate))) == vat


def test_a_document_is_the_sum_of_rounded_lines() -> None:
    lines = [Decimal("0.15"), Decimal("3.11"), Decimal("12.31")]
    expected = Amounts(Decimal("12.66"), Decimal("2.91"), Decimal("15.57"))
    assert document_amounts(lines, Decimal(23)) == expected


def test_halves_go_away_from_zero() -> None:
    assert [str(half_up(Decimal(x))) for x in ("0.005", "-0.005", "0.0049")] == [
        "0.01",
        "-0.01",
        "0.00",
    ]
