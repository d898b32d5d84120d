"""Reasons of parked invoices: what the domain writes is what the page knows to say in Polish."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from hiperus.errors import InvoiceParkedError
from hiperus.invoices.rules.state_reasons import (
    ReasonCode,
    StateReason,
    in_words,
    reason_of,
    released,
    sentence,
    several,
)
from hiperus.invoices.rules.subscription_fees import platform_day
from hiperus.web.frame.languages import language
from hiperus.web.frame.parked_words import why_parked
from tests.support.builders_facts import calculated

GOLDEN = Path(__file__).parents[2] / "golden"
ENGLISH, POLISH = (language(code, "Europe/Warsaw") for code in ("en", "pl"))


def kept(case: str) -> StateReason:
    given = json.loads((GOLDEN / case / "input.json").read_text(encoding="utf-8"))
    return next(d.parked for d in calculated(given).drafts if d.parked)


def test_several_reasons_are_said_in_polish() -> None:
    assert why_parked(kept("parked_by_lms"), POLISH) == (
        "klient LMS nie ma oddziału; klient LMS nie ma adresu do faktur; "
        "klient LMS nie ma planu numeracji faktur, którego można użyć"
    )


def test_a_bound_is_said_with_its_amounts() -> None:
    reason = released(several([in_words(ReasonCode.TEXT, "x"), kept("parked_by_bound")]))
    assert why_parked(reason, POLISH) == (
        "zwolniona, było: x; 123,00 PLN brutto przekracza granicę 120,00; "
        "jeśli kwota jest poprawna, zwolnij fakturę"
    )
    assert why_parked(reason, ENGLISH) == sentence(reason)


def test_thousands_are_grouped_on_the_page_only() -> None:
    amounts = {"gross": Decimal("12345.60"), "bound": Decimal("1000.00")}
    reason = StateReason(ReasonCode.ABOVE_BOUND, amounts)
    assert why_parked(reason, POLISH).startswith("12 345,60 PLN brutto".replace(" ", "\xa0", 1))
    assert sentence(reason).startswith("12345.60 PLN gross is above the bound of 1000.00;")


def test_what_is_no_invoice_at_all_is_said_as_its_state() -> None:
    assert why_parked(StateReason(ReasonCode.NOTHING_TO_PAY), POLISH) == "nic do zapłaty"


def test_a_date_is_said_as_it_was_sent() -> None:
    with pytest.raises(InvoiceParkedError) as raised:
        platform_day("31.12.'20", "48")
    said = why_parked(reason_of(raised.value), POLISH)
    assert said.startswith("""terminal 48: Data abonamentu to "31.12.'20", co nie jest datą;""")


@pytest.mark.parametrize("reason", ["", "nobody knows this (%s) sentence", "1.2.3 PLN gross is"])
def test_another_text_stays_as_it_is(reason: str) -> None:
    assert why_parked(in_words(ReasonCode.TEXT, reason), POLISH) == reason


def test_without_a_reason_nothing_is_said() -> None:
    assert why_parked(None, POLISH) == ""
