"""A clerk's actions in LMS, on both databases and of both eras: noticed, never touched."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from hiperus.domain.periods import Month
from hiperus.errors import InvalidParameterError
from hiperus.invoices.read_back import read_back
from hiperus.invoices.rules.fates import DocumentState, EInvoiceState, Fate, MailState
from hiperus.invoices.tables.page import read_invoices
from hiperus.invoices.void import void_documents
from hiperus.storage.database import Database
from tests.support.builders_invoices import (
    ISSUE_DAY,
    MONTH,
    NOW,
    World,
    a_plain_month,
    a_world,
    an_einvoice,
)
from tests.support.clerk import Clerk
from tests.support.roles import add_row

pytestmark = pytest.mark.database


@pytest.fixture(params=["current", "old"])
def world(empty_database: Database, request: pytest.FixtureRequest) -> World:
    """An LMS of each era with one issued invoice of two lines: 24.60 and 1.52."""
    return issued(empty_database, request.param)


@pytest.fixture
def today_world(empty_database: Database) -> World:
    """An LMS of today with one issued invoice."""
    return issued(empty_database, "current")


def issued(database: Database, era: str) -> World:
    world = a_world(database, [12], era)
    a_plain_month(world)
    world.run()
    return world


def docid_of(world: World) -> int:
    return int(world.rows("SELECT docid FROM hv_invoice WHERE state = 'issued'")[0]["docid"])


def fates(world: World, today: date = ISSUE_DAY) -> list[Fate]:
    return read_back(world.a_run(), today)


def fate(world: World, today: date = ISSUE_DAY) -> Fate:
    (found,) = fates(world, today)
    return found


def lms(world: World) -> dict[str, Any]:
    """All of LMS that reading back must leave alone."""
    tables = ("documents", "invoicecontents", "cash")
    return {table: sorted(map(repr, world.rows(f"SELECT * FROM {table}"))) for table in tables}


def our_items(world: World) -> list[int | None]:
    rows = world.rows("SELECT itemid FROM hv_invoice_line ORDER BY id")
    return [row["itemid"] for row in rows]


def test_an_untouched_invoice_is_live_and_nothing_is_written_twice(world: World) -> None:
    before = lms(world)
    found = fate(world)
    assert (found.state, found.edited, found.gross_now) == (
        DocumentState.LIVE,
        (),
        Decimal("26.12"),
    )
    first = world.rows("SELECT * FROM hv_document")
    world.now += 86400
    fates(world)
    assert world.rows("SELECT * FROM hv_document") == first
    assert lms(world) == before


def test_an_edit_is_noticed_field_by_field(world: World) -> None:
    clerk, docid = Clerk(world.database), docid_of(world)
    clerk.edit(docid, item=2, gross="1.00", name="Klient 12 b", cdate=NOW + 60)
    before = lms(world)
    found = fate(world)
    assert (found.edited, found.changed_lines, found.removed_lines) == (("cdate", "name"), 1, 0)
    assert found.gross_now == Decimal("25.60")
    assert lms(world) == before
    assert our_items(world) == [1, 2]


def test_an_edit_of_one_letter_is_noticed(world: World) -> None:
    world.database.execute_text(
        "UPDATE invoicecontents SET description = REPLACE(description, 'VoIP', 'VOIP')"
    )
    assert fate(world).changed_lines == 1


def test_a_removed_line_is_noticed_and_ours_follow_the_new_numbers(world: World) -> None:
    Clerk(world.database).delete_line(docid_of(world), 1)
    found = fate(world)
    assert (found.removed_lines, found.changed_lines, found.edited) == (1, 0, ())
    assert found.gross_now == Decimal("1.52")
    assert our_items(world) == [None, 1]
    again = fate(world)
    assert (again.removed_lines, again.gross_now) == (1, Decimal("1.52"))


def test_the_last_line_removed_is_a_deleted_document(world: World) -> None:
    clerk, docid = Clerk(world.database), docid_of(world)
    for _ in range(2):
        clerk.delete_line(docid, 1)
    assert fate(world).state is DocumentState.DELETED


def test_a_correction_is_known_with_its_amount_and_so_is_one_of_it(world: World) -> None:
    clerk, docid = Clerk(world.database), docid_of(world)
    first = clerk.correct(docid, item=2, gross="1.00")
    found = fate(world)
    assert (found.document.correction.count, found.document.correction.gross) == (
        1,
        Decimal("-0.52"),
    )
    assert (found.gross_now, found.edited) == (Decimal("26.12"), ())
    clerk.correct(docid, item=2, gross="0.50", corrected=first)
    again = fate(world).document.correction
    assert (again.count, again.gross) == (2, Decimal("-1.02"))
    clerk.cancel(first)
    assert fate(world).document.correction.count == 0


def test_a_document_that_is_gone_or_cancelled_is_known_as_that(world: World) -> None:
    clerk, docid = Clerk(world.database), docid_of(world)
    clerk.cancel(docid)
    found = fate(world)
    assert (found.state, found.gross_now) == (DocumentState.CANCELLED, Decimal("0.00"))
    clerk.delete(docid)
    assert fate(world).state is DocumentState.DELETED
    shown = [row.in_lms for row in read_invoices(world.database, MONTH)]
    assert [found.state for found in shown if found] == [DocumentState.DELETED]


def test_an_invoice_of_an_older_version_is_noted_when_it_is_first_read(world: World) -> None:
    world.database.execute_text("DELETE FROM hv_document")
    Clerk(world.database).delete_line(docid_of(world), 1)
    assert (fate(world).removed_lines, fate(world).edited) == (1, ("total",))


def test_a_changed_address_of_the_customer_changes_no_issued_invoice(today_world: World) -> None:
    world = today_world
    before = lms(world)
    own = world.rows("SELECT post_address_id AS id FROM documents")[0]["id"]
    Clerk(world.database).move(12, "Inna")
    assert lms(world) == before
    (address,) = world.rows(f"SELECT street, name FROM addresses WHERE id = {own}")
    assert address == {"street": "Przykładowa", "name": "Klient 12"}
    assert fate(world).edited == ()


def test_mail_is_read_back(today_world: World) -> None:
    world = today_world
    contact = {"customerid": 12, "name": "", "contact": "klient12@example.pl", "type": 8 | 16}
    add_row(world.database, "customercontacts", contact)
    next_day = ISSUE_DAY + timedelta(days=1)
    assert fate(world).mail is MailState.WAITING
    assert fate(world, next_day).mail is MailState.LATE
    world.with_settings(mailed_by_lms=False)
    assert fate(world, next_day).mail is MailState.NOT_WANTED
    Clerk(world.database).mail(docid_of(world), NOW + 3600)
    assert fate(world, next_day).mail is MailState.MAILED


@pytest.mark.parametrize(
    ("contact", "consent"), [(8, 2), (8 | 16 | 16384, 2), (8 | 16, 33)], ids=str
)
def test_who_gets_no_mail_is_not_missed(today_world: World, contact: int, consent: int) -> None:
    world = today_world
    add_row(
        world.database,
        "customercontacts",
        {"customerid": 12, "name": "", "contact": "x@example.pl", "type": contact},
    )
    world.database.execute_text(f"UPDATE customerconsents SET type = {consent}")
    assert fate(world, ISSUE_DAY + timedelta(days=1)).mail is MailState.NOT_WANTED


def senders(world: World, **values: object) -> None:
    row = {"divisionid": world.lms.division_id, "delay": 3600, "allconsumers": 0}
    rest = {"boundarydate": 0, "showbalancesummary": 0, "xmladdallvalues": 0}
    add_row(world.database, "ksefconfig", row | rest | values)


def test_einvoices_are_read_back(today_world: World) -> None:
    world = today_world
    world.database.execute_text("UPDATE customers SET type = 1")
    assert fate(world).einvoice is EInvoiceState.NOT_WANTED, "a division without settings"
    senders(world)
    assert fate(world).einvoice is EInvoiceState.WAITING
    world.now += 5 * 86400
    assert fate(world).einvoice is EInvoiceState.MISSING
    an_einvoice(
        world,
        docid_of(world),
        status=440,
        statusdescription="Duplikat faktury",
        statusdetails="Numer 1",
    )
    refused = fate(world)
    assert (refused.einvoice, refused.einvoice_words) == (
        EInvoiceState.REFUSED,
        "Duplikat faktury; Numer 1",
    )
    an_einvoice(world, docid_of(world), status=200, ksefnumber="5250000000-20261101-AAAA")
    accepted = fate(world)
    assert (accepted.einvoice, accepted.einvoice_number) == (
        EInvoiceState.ACCEPTED,
        "5250000000-20261101-AAAA",
    )


def test_a_consumer_is_sent_with_consent_only(today_world: World) -> None:
    world = today_world
    senders(world)
    assert fate(world).einvoice is EInvoiceState.NOT_WANTED
    add_row(world.database, "customerconsents", {"customerid": 12, "cdate": 0, "type": 34})
    assert fate(world).einvoice is EInvoiceState.WAITING


def november(world: World) -> Any:
    """A dry run for November, at its end: it lists what is due back."""
    if not world.rows("SELECT 1 FROM hv_coverage WHERE day = '2026-11-01'"):
        world.cover(Month(2026, 11))
    world.now = NOW + 31 * 86400
    fates(world, date(2026, 12, 2))
    drafts = world.prepared(today=date(2026, 12, 2), dry_run=True)
    return [(c.docid, str(c.net)) for c in drafts.calculation.credit_due]


def cheaper(world: World) -> None:
    """The platform reprices a billed call of 1.0000 to 0.0000: 1.23 gross are due back."""
    call = world.rows("SELECT id FROM hv_billing WHERE cost = 1")[0]["id"]
    world.reprice(call, "0.0000")


def test_a_correction_settles_what_is_due_back(world: World) -> None:
    cheaper(world)
    docid = docid_of(world)
    assert november(world) == [(docid, "1.0000")]
    clerk = Clerk(world.database)
    clerk.correct(docid, item=2, gross="0.91")  # a part of it: 0.61
    assert november(world) == [(docid, "0.5000")]
    world.database.execute_text("DELETE FROM documents WHERE type = 3")
    world.database.execute_text(f"DELETE FROM cash WHERE docid > {docid}")
    clerk.correct(docid, item=2, gross="0.29")
    assert november(world) == []


def test_an_edit_that_lowers_the_invoice_settles_it_too(world: World) -> None:
    cheaper(world)
    Clerk(world.database).edit(docid_of(world), item=2, gross="0.29")
    assert november(world) == []


def test_a_lost_document_can_be_given_up_and_its_month_is_billed_anew(world: World) -> None:
    docid = docid_of(world)
    with pytest.raises(InvalidParameterError, match="still stands in LMS"):
        void_documents(world.a_run(), [docid], "mistake")
    Clerk(world.database).delete(docid)
    (given_up,) = void_documents(world.a_run(), [docid], "issued to the wrong person")
    assert (given_up.customer_id, given_up.month, given_up.gross) == (
        12,
        "2026-10",
        Decimal("26.12"),
    )
    assert fates(world) == []
    with pytest.raises(InvalidParameterError, match="given up before"):
        void_documents(world.a_run(), [docid], "again")
    again = world.run()
    assert again.amounts.gross == Decimal("26.12")
    assert [found.state for found in fates(world)] == [DocumentState.LIVE]


def test_with_an_einvoice_number_it_must_be_corrected_to_zero_first(today_world: World) -> None:
    world = today_world
    clerk, docid = Clerk(world.database), docid_of(world)
    an_einvoice(world, docid_of(world), status=200, ksefnumber="5250-1")
    clerk.cancel(docid)
    with pytest.raises(InvalidParameterError, match="KSeF number 5250-1 and no correction to zero"):
        void_documents(world.a_run(), [docid], "x")
    first = clerk.correct(docid, item=1, gross="0.00")
    with pytest.raises(InvalidParameterError, match="no correction to zero"):
        void_documents(world.a_run(), [docid], "x")
    clerk.correct(docid, item=2, gross="0.00", corrected=first)
    assert len(void_documents(world.a_run(), [docid], "x")) == 1


def test_one_document_that_stands_keeps_all_of_them(today_world: World) -> None:
    world = today_world
    docid = docid_of(world)
    Clerk(world.database).cancel(docid)
    with pytest.raises(InvalidParameterError, match="no issued invoice of this project"):
        void_documents(world.a_run(), [docid, 4711], "x")
    assert world.rows("SELECT state FROM hv_invoice") == [{"state": "issued"}]
