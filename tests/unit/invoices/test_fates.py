"""What became of a document: a pure comparison of how it was issued with how LMS shows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from hiperus.domain.periods import local_midnight
from hiperus.invoices.rules.fates import (
    Correction,
    Document,
    DocumentState,
    Duties,
    EInvoice,
    EInvoiceRule,
    EInvoiceState,
    Fate,
    MailState,
    fate_of,
)
from hiperus.invoices.rules.line_matching import Item, OurLine, match
from tests.support.builders_documents import an_issued_document

DAY = date(2026, 11, 1)
ISSUED_AT = local_midnight(DAY) + 4 * 3600
NEXT_DAY = date(2026, 11, 2)
FACTS = {"name": "Klient 12", "cdate": ISSUED_AT, "zip": None, "total": Decimal("26.12")}
DOCUMENT = an_issued_document(issued_at=ISSUED_AT, then=FACTS, now={**FACTS, "zip": ""})
SENDER = EInvoiceRule(delay=3600, all_consumers=False, first=0)
DUTIES = Duties(mailed={12}, consenting={12}, senders={2: SENDER}, einvoice_days=3)


def fate(
    document: Document = DOCUMENT, duties: Duties = DUTIES, clock: int = ISSUED_AT, **more: Any
) -> Fate:
    return fate_of(replace(document, **more), duties, clock, DAY)


def test_an_untouched_document_is_as_it_was_issued() -> None:
    found = fate()
    assert (found.state, found.edited, found.gross_now) == (
        DocumentState.LIVE,
        (),
        Decimal("26.12"),
    )


def test_what_is_empty_and_what_is_null_are_the_same() -> None:
    assert fate(now={**FACTS, "zip": ""}).edited == ()


def test_an_edited_heading_is_named_field_by_field() -> None:
    assert fate(now={**FACTS, "name": "Klient 13", "cdate": 1}).edited == ("cdate", "name")
    assert fate(then={"name": None}, now={"name": "Klient 13"}).edited == ()


def test_a_sum_that_our_lines_explain_is_told_with_them() -> None:
    now = {**FACTS, "total": Decimal("20.00")}
    assert fate(now=now, lines=(1, 0, Decimal("20.00"))).edited == ()
    assert fate(now=now).edited == ("total",)


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({"is_there": False}, DocumentState.DELETED),
        ({"is_cancelled": True}, DocumentState.CANCELLED),
    ],
)
def test_a_lost_document_is_worth_nothing(values: dict[str, bool], state: DocumentState) -> None:
    found = fate(**values, now={})
    assert (found.state, found.gross_now, found.edited) == (state, Decimal("0.00"), ())
    assert found.is_lost
    assert found.mail is MailState.NOT_WANTED


@pytest.mark.parametrize(
    ("document", "today", "state"),
    [
        ({}, DAY, MailState.WAITING),
        ({}, NEXT_DAY, MailState.LATE),
        ({"mailed_at": ISSUED_AT + 60}, NEXT_DAY, MailState.MAILED),
        ({"customer_id": 13}, NEXT_DAY, MailState.NOT_WANTED),
    ],
)
def test_mail_is_late_once_the_day_of_issue_is_over(
    document: dict[str, int], today: date, state: MailState
) -> None:
    assert fate_of(replace(DOCUMENT, **document), DUTIES, ISSUED_AT, today).mail is state


AFTER_THREE_DAYS = ISSUED_AT + 3600 + 3 * 86400 + 1


@pytest.mark.parametrize(
    ("einvoice", "now", "state"),
    [
        (None, ISSUED_AT, EInvoiceState.WAITING),
        (None, AFTER_THREE_DAYS - 1, EInvoiceState.WAITING),
        (None, AFTER_THREE_DAYS, EInvoiceState.MISSING),
        (EInvoice(0), AFTER_THREE_DAYS, EInvoiceState.MISSING),
        (EInvoice(200, "5250-1"), AFTER_THREE_DAYS, EInvoiceState.ACCEPTED),
        (EInvoice(440, "", "Duplikat faktury"), ISSUED_AT, EInvoiceState.REFUSED),
    ],
)
def test_an_einvoice_is_missing_after_its_days(
    einvoice: EInvoice | None, now: int, state: EInvoiceState
) -> None:
    assert fate(clock=now, einvoice=einvoice).einvoice is state


@pytest.mark.parametrize(
    ("duties", "state"),
    [
        (Duties(senders={2: SENDER}), EInvoiceState.NOT_WANTED),  # a consumer without consent
        (Duties(senders={2: SENDER}, companies={12}), EInvoiceState.MISSING),
        (Duties(senders={2: replace(SENDER, all_consumers=True)}), EInvoiceState.MISSING),
        (Duties(senders={3: SENDER}, companies={12}), EInvoiceState.NOT_WANTED),
        (Duties(senders={2: replace(SENDER, delay=-1)}, companies={12}), EInvoiceState.NOT_WANTED),
        (
            Duties(senders={2: replace(SENDER, first=ISSUED_AT + 1)}, companies={12}),
            EInvoiceState.NOT_WANTED,
        ),
    ],
)
def test_only_what_lms_itself_sends_can_be_missing(duties: Duties, state: EInvoiceState) -> None:
    assert fate(duties=duties, clock=AFTER_THREE_DAYS + 86400).einvoice is state


def test_a_correction_is_kept_beside_the_document() -> None:
    found = fate(correction=Correction(1, Decimal("-2.30")))
    assert found.document.correction.gross == Decimal("-2.30")
    assert found.gross_now == Decimal("26.12")


def ours(*lines: tuple[int, str, str]) -> list[OurLine]:
    return [OurLine(100 + n, item, text, Decimal(g)) for n, (item, text, g) in enumerate(lines)]


def theirs(*items: tuple[int, str, str]) -> list[Item]:
    return [Item(n, text, Decimal(gross)) for n, text, gross in items]


THREE = ours((1, "a", "1.00"), (2, "b", "2.00"), (3, "c", "3.00"))


def test_lines_that_moved_up_are_followed() -> None:
    found = match(THREE, theirs((1, "b", "2.00"), (2, "c", "3.00")))
    assert found.moved == {100: None, 101: 1, 102: 2}
    assert (found.changed, found.removed, found.gross) == (0, 1, Decimal("5.00"))


def test_a_changed_line_keeps_its_text_or_its_place() -> None:
    found = match(THREE, theirs((1, "a", "1.00"), (2, "b", "9.00"), (3, "C", "3.00")))
    assert (found.moved, found.changed, found.removed) == ({}, 2, 0)
    assert found.gross == Decimal("13.00")


def test_lines_of_others_are_not_ours() -> None:
    mine = ours((2, "b", "2.00"))
    found = match(mine, theirs((1, "Internet", "50.00"), (2, "b", "2.00"), (3, "x", "7.00")))
    assert (found.moved, found.gross) == ({}, Decimal("2.00"))
    assert match(mine, theirs((1, "Internet", "50.00"))).removed == 1


def test_equal_lines_are_told_apart_by_their_order() -> None:
    twice = ours((1, "a", "1.00"), (2, "a", "1.00"))
    assert match(twice, theirs((1, "a", "1.00"))).moved == {101: None}


def test_a_document_without_lines_has_lost_all_of_ours() -> None:
    found = match(THREE, [])
    assert (found.removed, found.gross) == (3, Decimal("0.00"))
