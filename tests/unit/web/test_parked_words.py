"""Reasons of parked invoices: what the domain writes is what the page knows to say in Polish."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hiperus.errors import InvoiceParkedError
from hiperus.invoices.rules.reasons import Parked
from hiperus.invoices.rules.subscription_fees import platform_day
from hiperus.web.frame.languages import language
from hiperus.web.frame.parked_words import SENTENCES, why_parked

GOLDEN = Path(__file__).parents[2] / "golden"
ENGLISH, POLISH = (language(code, "Europe/Warsaw") for code in ("en", "pl"))


def test_every_sentence_is_known() -> None:
    assert {sentence: str(sentence) for sentence in Parked} == SENTENCES


def kept(case: str) -> str:
    found = json.loads((GOLDEN / case / "expected.json").read_text(encoding="utf-8"))
    return str(next(i["parked"] for i in found["invoices"] if i["parked"]))


def test_several_reasons_are_said_in_polish() -> None:
    assert why_parked(kept("parked_by_lms"), POLISH) == (
        "klient LMS nie ma oddziału; klient LMS nie ma adresu do faktur; "
        "klient LMS nie ma planu numeracji faktur, którego można użyć"
    )


def test_a_bound_is_said_with_its_amounts() -> None:
    reason = f"released, was: x; {kept('parked_by_bound')}"
    assert why_parked(reason, POLISH) == (
        "zwolniona, było: x; 123,00 PLN brutto przekracza granicę 120,00; "
        "jeśli kwota jest poprawna, zwolnij fakturę"
    )
    assert why_parked(reason, ENGLISH) == reason


def test_what_is_no_invoice_at_all_is_said_as_its_state() -> None:
    assert why_parked("nothing to pay", POLISH) == "nic do zapłaty"


def test_a_date_is_said_as_it_was_sent() -> None:
    with pytest.raises(InvoiceParkedError) as raised:
        platform_day("31.12.'20")
    said = why_parked(f"terminal 48: {raised.value}", POLISH)
    assert said.startswith("""terminal 48: Data abonamentu to "31.12.'20", co nie jest datą;""")


@pytest.mark.parametrize("reason", ["", "nobody knows this (%s) sentence", "1.2.3 PLN gross is"])
def test_another_text_stays_as_it_is(reason: str) -> None:
    assert why_parked(reason, POLISH) == reason
