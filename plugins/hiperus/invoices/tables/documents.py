"""Reads what LMS has made of our documents, and keeps it in `hv_document`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from hiperus.domain.periods import Month
from hiperus.invoices.rules.fates import (
    ACCEPTED,
    FIELDS,
    Correction,
    Document,
    Duties,
    EInvoice,
    EInvoiceRule,
    Fate,
)
from hiperus.invoices.rules.line_matching import Item, Matched, OurLine
from hiperus.settings import Settings
from hiperus.storage.catalogue import columns_of
from hiperus.storage.database import Database, Record

_AT_ONCE = 2000
_BY_MAIL, _E_INVOICES = 2, 34
"""LMS's kinds of consent."""


@contextmanager
def one_writer(database: Database) -> Iterator[None]:
    """Open a transaction in which nobody else of ours writes `hv_document`.

    Two runs at once would both find the same document not noted yet.
    """
    with database.locked("issued documents"), database.transaction():
        yield


def note_issued(database: Database, now: int) -> None:
    """Note documents as they were issued, which are not noted yet; call it under `one_writer`.

    Args:
        database: the LMS database.
        now: an epoch second.
    """
    database.execute("invoices/documents/insert_documents", now=now)


def changed_invoices(database: Database) -> list[tuple[int, int]]:
    """Return invoice and document of ours whose lines LMS does not show as they were issued."""
    rows = database.fetch_all("invoices/documents/select_differing")
    return [(int(row["invoice_id"]), int(row["docid"])) for row in rows]


def read_lines(database: Database, invoice_id: int) -> list[OurLine]:
    """Return our lines of an invoice, in the order in which they were issued."""
    rows = database.fetch_all("invoices/documents/select_our_lines", invoice_id=invoice_id)
    return [OurLine(int(r["id"]), r["itemid"], r["description"], r["gross"]) for r in rows]


def read_items(database: Database, docid: int) -> list[Item]:
    """Return the positions of a document as LMS shows them."""
    rows = database.fetch_all("invoices/documents/select_items", docid=docid)
    return [Item(int(r["itemid"]), r["description"], Decimal(r["gross"])) for r in rows]


def move_lines(database: Database, matched: Matched) -> None:
    """Let our lines follow the positions under which LMS shows them."""
    rows = [{"id": line_id, "itemid": item} for line_id, item in matched.moved.items()]
    database.execute_many("invoices/documents/update_itemid", rows)


def read_corrections(database: Database) -> dict[int, Correction]:
    """Return the corrections of our documents, by document."""
    return {
        int(row["docid"]): Correction(int(row["corrections"]), Decimal(row["corrected"]))
        for row in database.fetch_all("invoices/documents/select_corrections")
    }


def read_einvoices(database: Database) -> dict[int, EInvoice]:
    """Return what the e-invoice system said of our documents; what it accepted stays accepted."""
    found: dict[int, EInvoice] = {}
    if not _has(database, "ksefdocuments", "statusdescription"):
        return found
    for row in database.fetch_all("invoices/documents/select_einvoices"):
        docid = int(row["docid"])
        if docid not in found or found[docid].status != ACCEPTED:
            words = (str(row[n] or "").strip() for n in ("statusdescription", "statusdetails"))
            number = str(row["ksefnumber"] or "")
            found[docid] = EInvoice(int(row["status"]), number, "; ".join(filter(None, words)))
    return found


def read_duties(database: Database, settings: Settings) -> Duties:
    """Return what LMS's own rules let expect of our documents: mailed, sent as e-invoices."""
    consents: dict[int, set[int]] = {_BY_MAIL: set(), _E_INVOICES: set()}
    if _has(database, "customerconsents", "type"):
        for row in database.fetch_all("invoices/documents/select_consents"):
            consents[int(row["type"])].add(int(row["customerid"]))
    return Duties(
        mailed=consents[_BY_MAIL] & _mailable(database) if settings.mailed_by_lms else frozenset(),
        consenting=consents[_E_INVOICES],
        companies=_customers(database, "invoices/documents/select_companies"),
        senders=_senders(database),
        einvoice_days=settings.einvoice_days,
    )


def _mailable(database: Database) -> set[int]:
    if not _has(database, "documents", "senddate"):
        return set()
    return _customers(database, "invoices/documents/select_mail_addresses")


def _customers(database: Database, name: str) -> set[int]:
    return {int(row["customer_id"]) for row in database.fetch_all(name)}


def _senders(database: Database) -> dict[int, EInvoiceRule]:
    if not _has(database, "ksefconfig", "divisionid"):
        return {}
    return {
        int(row["divisionid"]): EInvoiceRule(
            int(row["delay"]), bool(row["allconsumers"]), int(row["boundarydate"])
        )
        for row in database.fetch_all("invoices/documents/select_einvoice_rules")
    }


def _has(database: Database, table: str, column: str) -> bool:
    return column in columns_of(database, table)


def read_documents(database: Database) -> Iterator[Record]:
    """Yield all documents of ours that count, as they were issued and as LMS shows them."""
    name = "invoices/documents/select_documents"
    has_mailing = _has(database, "documents", "senddate")
    text = database.text_of(name, senddate="d.senddate" if has_mailing else "0")
    after = 0
    while True:
        rows = database.fetch_text(text, {"after": after, "most": _AT_ONCE}, name=name)
        yield from rows
        if len(rows) < _AT_ONCE:
            return
        after = int(rows[-1]["docid"])


def document_of(row: Record, **found: Any) -> Document:
    """Make a document of a row of `read_documents`; `found` is what other tables hold of it."""
    return Document(
        docid=int(row["docid"]),
        invoice_id=int(row["invoice_id"]),
        customer_id=int(row["customer_id"]),
        month=Month.of(row["billed_month"]),
        number=str(row["number"] or ""),
        gross=Decimal(row["gross"]),
        issued_at=int(row["now_cdate"] or row["cdate"] or 0),
        division_id=row["now_divisionid"],
        is_there=row["found"] is not None,
        is_cancelled=bool(row["cancelled"]),
        mailed_at=int(row["now_senddate"] or 0),
        then={name: row[name] for name in FIELDS},
        now={name: row[f"now_{name}"] for name in FIELDS},
        **found,
    )


def keep(database: Database, fates: Iterable[Fate], now: int) -> None:
    """Write down what has become of documents; `now` is an epoch second."""
    rows = [{**as_columns(fate), "read_at": now} for fate in fates]
    database.execute_many("invoices/documents/update_document", rows)


def as_columns(fate: Fate) -> dict[str, object]:
    """Return the columns of `hv_document` that hold a fate."""
    document = fate.document
    return {
        "docid": document.docid,
        "state": str(fate.state),
        "edited": ",".join(fate.edited),
        "changed_lines": fate.changed_lines,
        "removed_lines": fate.removed_lines,
        "gross_now": fate.gross_now,
        "corrections": document.correction.count,
        "corrected": document.correction.gross,
        "mail": str(fate.mail),
        "mailed_at": document.mailed_at,
        "einvoice": str(fate.einvoice),
        "einvoice_number": fate.einvoice_number,
        "einvoice_words": fate.einvoice_words,
    }


def is_kept(row: Record, fate: Fate) -> bool:
    """Tell whether `hv_document` holds this fate already."""
    return all(row[name] == value for name, value in as_columns(fate).items())
