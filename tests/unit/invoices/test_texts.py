"""Texts of lines: all placeholders, Polish months, no double blanks."""

from __future__ import annotations

import pytest

from hiperus.domain.periods import Month
from hiperus.invoices.rules.texts import line_text, month_name, numbers_text
from hiperus.settings import CALLS_TEXT, SUBSCRIPTION_TEXT

VALUES = {"pricelist": "Cennik A", "subscription": "Abonament 100", "numbers": "(1, 2)"}


@pytest.mark.parametrize(
    ("template", "text"),
    [
        (SUBSCRIPTION_TEXT, "Abonament VoIP: Cennik A (1, 2) za okres październik 2026"),
        (CALLS_TEXT, "Koszt rozmów poza abonamentem Cennik A (1, 2) za okres październik 2026"),
        ("%subscription, %month_name/%year", "Abonament 100, październik/2026"),
        ("%numbers", "(1, 2)"),
        ("100% VoIP %unknown", "100% VoIP %unknown"),
        ("%yearly", "%yearly"),
    ],
)
def test_placeholders_are_filled_in(template: str, text: str) -> None:
    assert line_text(template, VALUES, Month(2026, 10)) == text


def test_a_terminal_without_numbers_leaves_one_blank() -> None:
    text = line_text(SUBSCRIPTION_TEXT, {**VALUES, "numbers": ""}, Month(2026, 10))
    assert text == "Abonament VoIP: Cennik A za okres październik 2026"


def test_a_value_with_a_percent_sign_stays_as_it_is() -> None:
    text = line_text("%pricelist %year", {"pricelist": "%year 50%"}, Month(2026, 10))
    assert text == "%year 50% 2026"


def test_months_are_polish_and_in_the_nominative() -> None:
    names = [month_name(Month(2026, n)) for n in range(1, 13)]
    assert names[0] == "styczeń"
    assert names[9] == "październik"
    assert len(set(names)) == 12


@pytest.mark.parametrize(("numbers", "text"), [([], ""), (["1"], "(1)"), (["1", "2"], "(1, 2)")])
def test_numbers_are_bracketed(numbers: list[str], text: str) -> None:
    assert numbers_text(numbers) == text
