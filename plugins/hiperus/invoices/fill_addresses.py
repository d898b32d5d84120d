"""Gives documents that an older version issued the postal address that LMS would have given."""

from __future__ import annotations

from dataclasses import dataclass

from hiperus.invoices.tables import addresses, documents, lms_customers
from hiperus.invoices.tables.addresses import AddressCopies
from hiperus.invoices.tables.lms_customers import LmsCustomer
from hiperus.run import Run
from hiperus.storage.database import Record


@dataclass(frozen=True, slots=True)
class Filled:
    """How many documents got an address, and how many were left as they are, and why.

    `shut`: mailed, published, archived, cancelled, corrected, or known to the e-invoice system;
    `moved`: name or address on it are no longer the customer's.
    """

    filled: int = 0
    shut: int = 0
    moved: int = 0

    def __str__(self) -> str:
        """As an English line."""
        return (
            f"{self.filled} documents got the postal address that they lacked; left as they are: "
            f"{self.shut} that somebody has already (mailed, published, archived, cancelled, "
            f"corrected, or in KSeF), {self.moved} whose customer has another name or address now."
        )


def fill_post_addresses(run: Run) -> Filled:
    """Fill `post_address_id` of our documents where that changes nothing for anybody.

    Raises:
        ConfigurationError: the database role may not change documents; the message says which
            script allows it.
    """
    database = run.database
    copies = AddressCopies(database)
    if not copies.is_known:
        return Filled()
    with documents.one_writer(database):
        documents.note_issued(database, run.clock())
        customers = lms_customers.read_customers(database)
        rows = addresses.documents_without(database)
        fitting = [row for row in rows if row["is_open"] and _is_same(row, customers)]
        for row in fitting:
            customer_id = int(row["customer_id"])
            copy = copies.of_post(customer_id, customers[customer_id].name)
            addresses.give(database, int(row["docid"]), copy)
    shut = sum(not row["is_open"] for row in rows)
    return Filled(len(fitting), shut, len(rows) - len(fitting) - shut)


def _is_same(row: Record, customers: dict[int, LmsCustomer]) -> bool:
    """Tell whether name and address on the document are still the customer's."""
    customer = customers.get(int(row["customer_id"] or 0))
    if customer is None or not customer.address:
        return False
    on_it = (row["name"], row["address"], row["zip"] or "", row["city"] or "")
    return on_it == (customer.name, customer.address, customer.zip, customer.city)
