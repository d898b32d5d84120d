"""Reads what a basic statement is made of: the very calls that are stamped with an invoice."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from hiperus.invoices.rules.basic_statement import ServiceUse
from hiperus.invoices.tables.premium import listed
from hiperus.storage.database import Database


def read_uses(database: Database, invoice_id: int, premium: Iterable[str]) -> list[ServiceUse]:
    """Return the paid calls of an invoice, summed up by type of service.

    Args:
        database: LMS.
        invoice_id: of `hv_invoice`.
        premium: the platform's types whose numbers are told one by one.
    """
    rows = database.fetch_all(
        "invoices/statements/select_uses", invoice_id=invoice_id, premium=listed(premium)
    )
    return [
        ServiceUse(
            service=str(row["service"] or ""),
            calls=int(row["calls"]),
            seconds=int(row["seconds"]),
            net=Decimal(row["net"]),
            number=row["number"],
            is_increase=bool(row["is_increase"]),
        )
        for row in rows
    ]


def append_comment(database: Database, docid: int, text: str) -> None:
    """Add a statement to the comment of a document that LMS made itself."""
    database.execute("invoices/statements/update_comment", docid=docid, text=text)
