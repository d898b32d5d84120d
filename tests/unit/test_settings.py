"""Settings are read with LMS's words, and all problems are named at once."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hiperus.domain.periods import Month
from hiperus.errors import ConfigurationError
from hiperus.settings import Settings


def test_without_any_rows_the_documented_defaults_hold() -> None:
    settings = Settings.from_rows([])
    assert settings.leftmonth == 1
    assert settings.add_new_invoices is True
    assert settings.first_billed_month is None
    assert settings.invoice_call_comment.startswith("Koszt rozmów poza abonamentem")
    assert settings.bound_floor == Decimal("100.00")


@pytest.mark.parametrize("word", ["1", "y", "on", "YES", "true", "Tak", "t", "enabled"])
def test_lms_words_for_yes_are_understood(word: str) -> None:
    assert Settings.from_rows([("prorate", word)]).prorate is True


@pytest.mark.parametrize("word", ["0", "n", "off", "no", "false", "NIE", "f", "disabled"])
def test_lms_words_for_no_are_understood(word: str) -> None:
    assert Settings.from_rows([("add_new_invoices", word)]).add_new_invoices is False


def test_every_unusable_value_is_named_in_one_error() -> None:
    rows = [
        ("leftmonth", "x"),
        ("setup_fee", "half"),
        ("first_billed_month", "2026-13"),
        ("quarantine_limit", "-1"),
    ]
    with pytest.raises(ConfigurationError) as caught:
        Settings.from_rows(rows)
    for name, _ in rows:
        assert f"hiperus_c5.{name}" in str(caught.value)


def test_empty_and_foreign_values_are_passed_over() -> None:
    settings = Settings.from_rows([("leftmonth", " "), ("wlr", "1"), ("password", "x")])
    assert settings == Settings()


def test_what_is_not_at_its_default_says_where_it_came_from() -> None:
    settings = Settings.from_rows(
        [("first_billed_month", "2026-06"), ("quarantine_limit", "0,5 %")]
    )
    assert settings.first_billed_month == Month(2026, 6)
    assert settings.quarantine_limit == Decimal("0.5")
    lines = settings.described()
    assert "first_billed_month = 2026-06 (uiconfig hiperus_c5.first_billed_month)" in lines
    assert "leftmonth = 1 (default)" in lines
