"""What people are told of documents: one finding a cause, as long as it needs somebody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from hiperus.domain.periods import local_midnight
from hiperus.invoices.rules.fates import (
    FIELDS,
    Correction,
    DocumentState,
    EInvoice,
    EInvoiceState,
    Fate,
    MailState,
)
from hiperus.reconcile.rules.document_findings import LISTED_DAYS, document_findings
from hiperus.reconcile.rules.findings import DOCUMENT_KINDS, PLATFORM_KINDS, FindingKind
from hiperus.web.frame.document_words import FIELDS as FIELD_WORDS
from hiperus.web.frame.languages import language
from hiperus.web.open_ends import words
from tests.support.builders_documents import an_issued_document

DAY = date(2026, 11, 1)
PLAIN = Fate(
    an_issued_document(issued_at=local_midnight(DAY)),
    DocumentState.LIVE,
    (),
    0,
    0,
    Decimal("26.12"),
    MailState.NOT_WANTED,
    EInvoiceState.NOT_WANTED,
)


def found(*fates: Fate, today: date = DAY) -> list[str]:
    return [str(finding) for finding in document_findings(fates, today, 3)]


def of_document(fate: Fate, **values: Any) -> Fate:
    return replace(fate, document=replace(fate.document, **values))


CHANGES: list[tuple[dict[str, Any], str]] = [
    (
        {"state": DocumentState.CANCELLED},
        "invoice_cancelled 7: 1/LMS/2026 of customer 12 for 2026-10, 26.12 PLN gross; it is issued "
        "again only once a person gives it up: hiperus_replay with void 7",
    ),
    (
        {"state": DocumentState.DELETED},
        "invoice_deleted 7: 1/LMS/2026 of customer 12 for 2026-10, 26.12 PLN gross; it is issued "
        "again only once a person gives it up: hiperus_replay with void 7",
    ),
    (
        {"edited": ("name", "ten"), "changed_lines": 1, "gross_now": Decimal("20.00")},
        "invoice_edited 7: 1/LMS/2026 of customer 12 for 2026-10: name, ten, lines; our lines come "
        "to 20.00 PLN gross, 26.12 PLN were issued",
    ),
    (
        {"removed_lines": 1, "gross_now": Decimal("1.52")},
        "invoice_shortened 7: 1/LMS/2026 of customer 12 for 2026-10: 1 of our lines are gone; the "
        "rest comes to 1.52 PLN gross, 26.12 PLN were issued",
    ),
    (
        {"mail": MailState.LATE},
        "invoices_not_mailed invoices of 2026-11-01: 1 invoices of 2026-11-01, for customers who "
        "agreed to mail; LMS mails invoices of the day only, let lms-sendinvoices run for that day",
    ),
    (
        {"einvoice": EInvoiceState.MISSING},
        "einvoices_missing invoices of 2026-11-01: 1 invoices of 2026-11-01 have no KSeF number "
        "after 3 days: 1/LMS/2026",
    ),
]


@pytest.mark.parametrize(("values", "line"), CHANGES, ids=lambda v: v if isinstance(v, str) else "")
def test_each_cause_is_one_line(values: dict[str, Any], line: str) -> None:
    assert found(replace(PLAIN, **values)) == [line]


def test_a_refusal_is_told_in_the_systems_own_words() -> None:
    refused = replace(PLAIN, einvoice=EInvoiceState.REFUSED)
    fate = of_document(refused, einvoice=EInvoice(440, "", "Duplikat faktury"))
    assert found(fate) == ["einvoice_refused 7: 1/LMS/2026 of customer 12: Duplikat faktury"]


def test_another_correction_is_another_cause() -> None:
    causes = [
        document_findings([of_document(PLAIN, correction=Correction(n, Decimal(-n)))], DAY)[0].cause
        for n in (1, 2)
    ]
    assert len(set(causes)) == 2


def test_an_untouched_document_is_no_finding() -> None:
    assert found(PLAIN) == []


def test_a_day_of_documents_without_mail_is_one_cause() -> None:
    late = replace(PLAIN, mail=MailState.LATE)
    other_day = of_document(late, issued_at=local_midnight(date(2026, 11, 2)))
    lines = found(late, of_document(late, docid=8), other_day)
    assert [line.split(":")[1][:12] for line in lines] == [" 2 invoices ", " 1 invoices "]


@pytest.mark.parametrize("values", [values for values, _ in CHANGES])
def test_what_needs_a_decision_stays_listed_the_rest_does_not(values: dict[str, Any]) -> None:
    later = DAY + timedelta(days=LISTED_DAYS + 1)
    stays = "state" in values or "einvoice" in values
    assert bool(found(replace(PLAIN, **values), today=later)) is stays


def test_kinds_belong_to_one_comparison_each() -> None:
    assert set(FindingKind) == DOCUMENT_KINDS | PLATFORM_KINDS
    assert not DOCUMENT_KINDS & PLATFORM_KINDS


def test_edited_fields_are_said_in_the_readers_language() -> None:
    (finding,) = document_findings([replace(PLAIN, edited=("cdate",), changed_lines=1)], DAY)
    polish = language("pl", "Europe/Warsaw")
    said = words.detail_said(finding.detail, polish.gettext)
    assert said.startswith("1/LMS/2026 klienta 12 za 2026-10: data wystawienia, nasze pozycje; ")


def test_every_field_has_its_words() -> None:
    assert set(FIELD_WORDS) == {*FIELDS, "lines"}
