"""CSV for spreadsheets: numbers stay numbers, texts never become formulas."""

from decimal import Decimal

import pytest

from hiperus.spreadsheets import csv_text


def test_polish_spreadsheets_get_semicolons_and_decimal_commas() -> None:
    text = csv_text(["Klient", "Netto"], [["Zażółć; gęślą", Decimal("-1234.5600")]], "pl")
    assert text == '\ufeffKlient;Netto\r\n"Zażółć; gęślą";-1234,5600\r\n'


def test_english_spreadsheets_get_commas_and_decimal_points() -> None:
    text = csv_text(["Customer", "Net"], [["A, B", Decimal("0.0000")], [None, 7]], "en")
    assert text == '\ufeffCustomer,Net\r\n"A, B",0.0000\r\n,7\r\n'


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_text_never_becomes_a_formula(start: str) -> None:
    assert f"'{start}cmd" in csv_text(["x"], [[f"{start}cmd"]], "pl")
