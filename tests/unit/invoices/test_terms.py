"""What holds for the invoices of a division: our settings, then LMS's own, then the defaults."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hiperus.errors import ConfigurationError
from hiperus.invoices.rules.terms import Terms, TermsBook, terms_from
from hiperus.settings import Settings

VALUES = {
    ("phpui", "default_taxrate"): "23,00",
    ("payments", "deadline"): "14 dni",
    ("payments", "paytype"): "1",
    ("payments", "default_unit_name"): "pcs.",
}


def test_without_anything_lms_batchs_defaults_hold() -> None:
    assert terms_from(Settings(), {}) == Terms(Settings(), Decimal(23), 14, 2, "szt.")


def test_what_people_type_is_understood() -> None:
    assert terms_from(Settings(), VALUES) == Terms(Settings(), Decimal(23), 14, 1, "szt.")


def test_the_forms_settings_are_not_the_batchs() -> None:
    values = {("invoices", "paytime"): "7", ("invoices", "paytype"): "1"}
    assert terms_from(Settings(), values).paytime == 14
    assert terms_from(Settings(), values).paytype == 2


def test_our_settings_go_before_lms() -> None:
    ours = Settings(taxrate=Decimal(8), content="usł.")
    found = terms_from(ours, {**VALUES, ("payments", "default_unit_name"): "kpl."})
    assert (found.tax_rate, found.unit) == (Decimal(8), "usł.")
    assert terms_from(Settings(), {("payments", "default_unit_name"): "kpl."}).unit == "kpl."


def test_what_cannot_be_used_is_named_all_at_once_with_its_division() -> None:
    bad = {
        ("phpui", "default_taxrate"): "zw.",
        ("payments", "deadline"): "soon",
        ("payments", "paytype"): "przelew",
    }
    with pytest.raises(ConfigurationError) as caught:
        terms_from(Settings(), bad, 3)
    for name in ("phpui.default_taxrate", "payments.deadline", "payments.paytype"):
        assert f"{name} of division 3 must be" in str(caught.value)


def test_a_division_without_rows_has_the_terms_of_everybody() -> None:
    own, common = Terms(Settings(), paytime=7), Terms(Settings())
    book = TermsBook(common, {2: own})
    assert [book.of(d) for d in (2, 3, None)] == [own, common, common]
