"""Finds LMS's own invoice of a customer that lines may be added to: `add_new_invoices` is false."""

from __future__ import annotations

from hiperus.invoices.tables.lms_customers import LmsCustomer
from hiperus.invoices.tables.lms_documents import CURRENCY, NET_FLAG, OpenDocument
from hiperus.storage.catalogue import columns_of, require_table
from hiperus.storage.database import Database, Record
from hiperus.storage.lms_rows import select_known

COLUMNS = (
    "id",
    "cdate",
    "fullnumber",
    "closed",
    "cancelled",
    "archived",
    "published",
    "senddate",
    "flags",
    "currency",
)


class OpenDocuments:
    """Looks for documents that LMS itself would still let a clerk edit."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._documents = require_table(database, "documents")
        self._has_einvoices = "docid" in columns_of(database, "ksefdocuments")

    def find(self, customer: LmsCustomer, start: int, until: int) -> OpenDocument | None:
        """Return LMS's newest invoice of the customer that may still grow, locked, or None.

        Same division and currency, gross, sale date in [start, until) (epoch seconds), not closed,
        cancelled, archived, published, mailed or known to the e-invoice system, not corrected (LMS
        computes a correction anew from what it corrects, whenever it is read), and not ours.
        That its lines are not the old script's needs no look at texts: those lie in months before
        `first_billed_month`, and the sale date lies after it.
        """
        rows = select_known(
            self._database,
            "invoices/open_documents/select_open_documents",
            self._documents,
            COLUMNS,
            {
                "customer_id": customer.customer_id,
                "division_id": customer.division_id or 0,
                "start": start,
                "until": until,
            },
        )
        fitting = (row for row in rows if _is_open(row) and not self._is_einvoice(row["id"]))
        row = next(fitting, None)
        if row is None:
            return None
        highest = self._database.fetch_value(
            "invoices/open_documents/select_highest_item", docid=row["id"]
        )
        return OpenDocument(row["id"], int(row["cdate"]), row["fullnumber"] or "", int(highest) + 1)

    def _is_einvoice(self, docid: int) -> bool:
        if not self._has_einvoices:
            return False
        return bool(
            self._database.fetch_value("invoices/open_documents/select_einvoices", docid=docid)
        )


def _is_open(row: Record) -> bool:
    """Tell whether LMS would still let a clerk edit the document, and it is one in gross PLN."""
    shut = ("closed", "cancelled", "archived", "published", "senddate")
    is_net = int(row["flags"] or 0) & NET_FLAG
    return (
        not any(row[name] for name in shut) and not is_net and row["currency"] in (None, CURRENCY)
    )
