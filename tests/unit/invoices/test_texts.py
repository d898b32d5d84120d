"""Texts of lines: all placeholders, Polish months, one line of at most 512 characters."""

from __future__ import annotations

import pytest

from hiperus.domain.periods import Month
from hiperus.invoices.rules.texts import LONGEST, line_text, month_name, numbers_text
from hiperus.settings import CALLS_TEXT, SUBSCRIPTION_TEXT

VALUES = {"pricelist": "Cennik A", "subscription": "Abonament 100"}
OCTOBER = Month(2026, 10)


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
    assert line_text(template, VALUES, ["1", "2"], OCTOBER) == text


def test_a_terminal_without_numbers_leaves_one_blank() -> None:
    text = line_text(SUBSCRIPTION_TEXT, VALUES, [], OCTOBER)
    assert text == "Abonament VoIP: Cennik A za okres październik 2026"


def test_a_value_with_a_percent_sign_stays_as_it_is() -> None:
    text = line_text("%pricelist %year", {"pricelist": "%year 50%"}, [], OCTOBER)
    assert text == "%year 50% 2026"


def test_months_are_polish_and_in_the_nominative() -> None:
    names = [month_name(Month(2026, n)) for n in range(1, 13)]
    assert names[0] == "styczeń"
    assert names[9] == "październik"
    assert len(set(names)) == 12


@pytest.mark.parametrize(("numbers", "text"), [([], ""), (["1"], "(1)"), (["1", "2"], "(1, 2)")])
def test_numbers_are_bracketed(numbers: list[str], text: str) -> None:
    assert numbers_text(numbers) == text


@pytest.mark.parametrize("count", [35, 36, 40, 300, 5000])
def test_a_long_list_of_numbers_gives_way_and_says_how_many_more(count: int) -> None:
    numbers = [str(221_234_567 + n) for n in range(count)]
    text = line_text(CALLS_TEXT, VALUES, numbers, OCTOBER)
    assert text.startswith("Koszt rozmów poza abonamentem Cennik A (221234567, 221234568, ")
    assert text.endswith(") za okres październik 2026")
    named = text.count("2212")
    is_whole = named == count
    assert is_whole or f" i jeszcze {count - named})" in text
    assert len(text) <= LONGEST
    assert is_whole or len(text) + len(", 221234567") > LONGEST, "one more would have fitted"


def test_a_text_that_is_too_long_without_numbers_is_cut() -> None:
    text = line_text("%pricelist %numbers", {"pricelist": "x" * 600}, ["1"], OCTOBER)
    assert text == "x" * LONGEST
    assert len(line_text("y" * 511 + " %year", {}, [], OCTOBER)) == 511


@pytest.mark.parametrize(
    "dirty", ["a\x00b", "a\tb", "a\r\nb", "a \x1f b", "a\x85b", "a\ufffeb", "a\ud800b"]
)
def test_control_characters_become_one_blank(dirty: str) -> None:
    assert line_text("%pricelist", {"pricelist": dirty}, [], OCTOBER) == "a b"


def test_an_empty_template_gives_an_empty_text() -> None:
    assert line_text(" %numbers ", VALUES, [], OCTOBER) == ""
