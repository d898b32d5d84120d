"""Copies addresses of customers for documents, as LMS does: a document owns the rows it names.

An issued invoice keeps its address when the customer's changes, and LMS deletes the copy with the
document. An LMS of before 2017 has no such rows.
"""

from __future__ import annotations

from hiperus.domain.xml_text import without_forbidden
from hiperus.storage.catalogue import columns_of
from hiperus.storage.database import Database, Record

_COLUMNS = (
    "state",
    "state_id",
    "city",
    "city_id",
    "postoffice",
    "street",
    "street_id",
    "zip",
    "country_id",
    "house",
    "flat",
)


class AddressCopies:
    """Copies addresses with the columns that this LMS has."""

    def __init__(self, database: Database) -> None:
        self._database = database
        known = columns_of(database, "addresses")
        self._columns = [name for name in _COLUMNS if name in known]
        self.is_known = "post_address_id" in columns_of(database, "documents") and bool(known)

    def of_post(self, customer_id: int, name: str) -> int | None:
        """Copy a customer's postal address, else the billing one, which then bears the name.

        Args:
            customer_id: LMS's customer; every one with a billing address has a copy.
            name: the customer's name, as it stands on the document.

        Returns:
            The id of the copy; None where this LMS has no addresses of documents.
        """
        if not self.is_known:
            return None
        return self._copied(
            "invoices/addresses/insert_post_address",
            {"customer_id": customer_id, "name": without_forbidden(name)},
        )

    def of(self, address_id: int) -> int:
        """Copy one address as it is, and return the id of the copy."""
        return self._copied("invoices/addresses/insert_address", {"address_id": address_id})

    def _copied(self, name: str, values: dict[str, object]) -> int:
        quote = self._database.dialect.quote
        text = self._database.text_of(
            name,
            columns=", ".join(map(quote, self._columns)),
            copied=", ".join(f"a.{quote(column)}" for column in self._columns),
        )
        return self._database.insert_text(text, values, name=name)


def documents_without(database: Database) -> list[Record]:
    """Return our issued documents without a postal address, and whether each `is_open`."""
    name = "invoices/addresses/select_without_address"
    has_einvoices = "docid" in columns_of(database, "ksefdocuments")
    known = "EXISTS (SELECT 1 FROM ksefdocuments AS e WHERE e.docid = d.id)"
    text = database.text_of(name, is_einvoice=known if has_einvoices else "1 = 0")
    return database.fetch_text(text, name=name)


def give(database: Database, docid: int, address_id: int | None) -> None:
    """Give a document the postal address that it lacks."""
    database.execute("invoices/addresses/update_post_address", docid=docid, address_id=address_id)
