"""Writes statements into LMS as its own billing documents: one each, with its files attached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hiperus.invoices.tables.lms_customers import LmsCustomer
from hiperus.invoices.tables.lms_documents import copied_parties
from hiperus.storage.catalogue import columns_of, require_table
from hiperus.storage.database import Database, Record
from hiperus.storage.lms_rows import fitted, insert_row, insert_rows

BILLING = -10
"""LMS's type of document for a list of calls."""
CONFIRMED = 1
"""LMS's state of a document that is finished, which its customer may see."""
MAIN, MORE = 1, 0
"""LMS's kinds of attachments."""


@dataclass(frozen=True, slots=True)
class Heading:
    """All of a new document but its files; `span`, `issued_at` are epoch seconds."""

    customer: LmsCustomer
    division: Record
    title: str
    description: str
    span: tuple[int, int]
    issued_at: int
    invoice: int | None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a document as LMS finds it."""

    name: str
    content_type: str
    md5: str


class BillingDocuments:
    """Reads and writes billing documents with the columns that this LMS has."""

    def __init__(self, database: Database) -> None:
        """Read which columns there are."""
        self._database = database
        self._documents = require_table(database, "documents")
        self._contents = columns_of(database, "documentcontents")
        self._attachments = columns_of(database, "documentattachments")

    @property
    def exist(self) -> bool:
        """Whether this LMS has documents with attached files at all."""
        return bool(self._contents) and "md5sum" in self._attachments

    def find(self, customer_id: int, title: str, description: str) -> tuple[int, set[str]] | None:
        """Return a document that is described so, and the content types of its files.

        Args:
            customer_id: LMS's.
            title: the document's.
            description: the document's, which has a mark of its content.
        """
        rows = self._database.fetch_all(
            "statements/lms_documents/select_documents",
            customer_id=customer_id,
            title=title,
            description=description,
        )
        if not rows:
            return None
        docid = int(rows[0]["docid"])
        types = {str(r["contenttype"]) for r in rows if r["docid"] == docid and r["contenttype"]}
        return docid, types

    def count_of(self, customer_id: int, title: str) -> int:
        """Return how many documents of a title a customer has."""
        found = self._database.fetch_value(
            "statements/lms_documents/count_documents", customer_id=customer_id, title=title
        )
        return int(found or 0)

    def add(self, heading: Heading) -> int:
        """Insert a document without files and return its id."""
        row = fitted(self._documents, _document(heading))
        docid = insert_row(self._database, "statements/lms_documents/insert_document", row)
        start, end = heading.span
        contents = {
            "docid": docid,
            "title": heading.title,
            "fromdate": start,
            "todate": end,
            "description": heading.description,
        }
        insert_rows(
            self._database,
            "statements/lms_documents/insert_contents",
            [fitted(self._contents, contents)],
        )
        return docid

    def attach(
        self, docid: int, files: Sequence[Attachment], now: int, *, has_main: bool = False
    ) -> None:
        """Attach files to a document, the first as its main one where it has none yet."""
        rows = []
        for place, file in enumerate(files):
            kind = MORE if has_main or place else MAIN
            row = {
                "docid": docid,
                "filename": file.name,
                "contenttype": file.content_type,
                "md5sum": file.md5,
                "type": kind,
                "main": kind,
                "cdate": now,
            }
            rows.append(fitted(self._attachments, row))
        insert_rows(self._database, "statements/lms_documents/insert_attachments", rows)


def _document(heading: Heading) -> dict[str, object]:
    return {
        **copied_parties(heading.customer, heading.division),
        "type": BILLING,
        "number": 0,
        "numberplanid": None,
        "extnumber": "",
        "fullnumber": None,
        "cdate": heading.issued_at,
        "sdate": 0,
        "paytime": 0,
        "paytype": None,
        "userid": None,
        "closed": CONFIRMED,
        "cancelled": 0,
        "reference": heading.invoice,
        "reason": "",
    }
