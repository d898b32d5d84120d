"""Writes invoices into LMS: `documents`, `invoicecontents`, `cash`, as LMS itself would.

The document is a gross one: `invoicecontents.value` is the line's gross, `cash.value` its
negative; LMS derives net and VAT. Balances follow by LMS's own triggers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from hiperus.errors import SafetyBoundError
from hiperus.invoices.rules.lines import Line
from hiperus.invoices.rules.recipients import NOBODY, Recipients
from hiperus.invoices.tables.addresses import AddressCopies
from hiperus.invoices.tables.lms_customers import LmsCustomer
from hiperus.invoices.tables.numbering import TakenNumber
from hiperus.storage.catalogue import require_table
from hiperus.storage.database import Database, Record
from hiperus.storage.lms_rows import fitted, insert_row, insert_rows

INVOICE = 1
PHONE = 4
"""LMS's service type of telephony, for its own statistics."""
CURRENCY = "PLN"
RELATED_ENTITY_FLAG = 4
NET_FLAG = 16
MONTHLY = 3
_DIVISION_FIELDS = (
    "name",
    "shortname",
    "address",
    "city",
    "zip",
    "ten",
    "regon",
    "account",
    "inv_header",
    "inv_footer",
    "inv_author",
    "inv_cplace",
)


@dataclass(frozen=True, slots=True)
class Heading:
    """All of a new document but its lines. Instants are epoch seconds, `paytime` is in days."""

    customer: LmsCustomer
    division: Record
    plan_id: int
    number: int
    full_number: str
    issued_at: int
    sold_at: int
    paytime: int
    paytype: int
    recipients: Recipients = NOBODY
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class LineStyle:
    """What all lines of a document share: LMS's tax id, classification code, unit of measure."""

    tax_id: int
    prodid: str
    content: str


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """A document that lines are added to; `next_item` is the first free position.

    `taken` is known only for a document of this run.
    """

    docid: int
    issued_at: int
    full_number: str
    next_item: int
    taken: TakenNumber | None = None


class LmsDocuments:
    """Writes documents with the columns that this LMS has."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._documents = require_table(database, "documents")
        self._contents = require_table(database, "invoicecontents")
        self._cash = require_table(database, "cash")
        self._addresses = AddressCopies(database)

    @property
    def has_comments(self) -> bool:
        """Whether documents have a comment (since 2018)."""
        return "comment" in self._documents

    def add_document(self, heading: Heading) -> int:
        """Insert the document without lines, with addresses of its own, and return its id."""
        row = fitted(self._documents, {**_heading_values(heading), **self._owned(heading)})
        return insert_row(self._database, "invoices/lms_documents/insert_document", row)

    def add_lines(
        self, document: OpenDocument, customer_id: int, lines: Sequence[Line], style: LineStyle
    ) -> None:
        """Insert the lines and charge the customer for each."""
        items = list(enumerate(lines, document.next_item))
        contents = [self._content(document.docid, i, line, style) for i, line in items]
        cash = [self._charge(document, customer_id, i, line, style) for i, line in items]
        insert_rows(self._database, "invoices/lms_documents/insert_contents", contents)
        insert_rows(self._database, "invoices/lms_documents/insert_cash", cash)

    def require_sums(self, document: OpenDocument, gross: Decimal) -> None:
        """Check before the commit that lines and charges in LMS are what was calculated.

        Raises:
            SafetyBoundError: they are not.
        """
        sums = self._database.fetch_one(
            "invoices/lms_documents/select_document_sums",
            docid=document.docid,
            first_item=document.next_item,
        )
        found = (sums["gross"], sums["charged"]) if sums else (None, None)
        if found != (gross, -gross):
            raise SafetyBoundError(
                f"Document {document.full_number} holds {found[0]} PLN in its lines and {found[1]} "
                f"PLN in cash, but {gross} PLN was calculated; it was undone."
            )

    def _owned(self, heading: Heading) -> dict[str, object]:
        """Copy the addresses that the document is to own."""
        customer = heading.customer
        owned: dict[str, object] = {
            "post_address_id": self._addresses.of_post(customer.customer_id, customer.name)
        }
        for suffix, recipient in zip(("", "2"), heading.recipients, strict=True):
            if recipient is not None:
                owned[f"recipient_address_id{suffix}"] = self._addresses.of(recipient.address_id)
                owned[f"recipient_ten{suffix}"] = recipient.ten
                owned[f"recipient_type{suffix}"] = recipient.kind
        return owned

    def _content(self, docid: int, item: int, line: Line, style: LineStyle) -> dict[str, object]:
        return fitted(
            self._contents,
            {
                "docid": docid,
                "itemid": item,
                "value": line.gross,
                "taxid": style.tax_id,
                "prodid": style.prodid,
                "content": style.content,
                "count": 1,
                "description": line.text,
                "tariffid": None,
                "pdiscount": 0,
                "vdiscount": 0,
                "taxcategory": 0,
                "period": MONTHLY,
            },
        )

    def _charge(
        self, document: OpenDocument, customer_id: int, item: int, line: Line, style: LineStyle
    ) -> dict[str, object]:
        return fitted(
            self._cash,
            {
                "time": document.issued_at,
                "type": 0,
                "servicetype": PHONE,
                "userid": None,
                "value": -line.gross,
                "taxid": style.tax_id,
                "customerid": customer_id,
                "comment": line.text,
                "docid": document.docid,
                "itemid": item,
                "currency": CURRENCY,
                "currencyvalue": 1,
            },
        )


def _heading_values(heading: Heading) -> dict[str, object]:
    customer, division = heading.customer, heading.division
    return {
        "type": INVOICE,
        "number": heading.number,
        "numberplanid": heading.plan_id,
        "extnumber": "",
        "fullnumber": heading.full_number,
        "cdate": heading.issued_at,
        "sdate": heading.sold_at,
        "paytime": heading.paytime,
        "paytype": heading.paytype,
        "userid": None,
        "closed": 0,
        "cancelled": 0,
        "reference": None,
        "reason": "",
        "currency": CURRENCY,
        "currencyvalue": 1,
        "flags": RELATED_ENTITY_FLAG if customer.is_related else 0,
        "memo": customer.memo,
        "comment": heading.comment,
        **copied_parties(customer, division),
    }


def copied_parties(customer: LmsCustomer, division: Record) -> dict[str, object]:
    """Return the columns of any document of LMS's that hold whose it is and from whom."""
    return {
        "customerid": customer.customer_id,
        "divisionid": customer.division_id,
        "name": customer.name,
        "address": customer.address,
        "zip": customer.zip or None,
        "city": customer.city or None,
        "countryid": customer.country_id,
        "ten": customer.ten,
        "ssn": customer.ssn,
        **{f"div_{name}": str(division[name] or "") for name in _DIVISION_FIELDS},
        "div_countryid": division["countryid"] or None,
        "div_bank": division["bank"],
    }
