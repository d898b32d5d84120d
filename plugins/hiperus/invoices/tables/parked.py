"""What waits for a person: parked invoices and adjustments, and those that one has released.

Nothing here opens a transaction; the use case does, one for each customer.
"""

from __future__ import annotations

from dataclasses import dataclass

from hiperus.domain.periods import Month
from hiperus.invoices.rules.invoice_states import InvoiceState
from hiperus.invoices.rules.state_reasons import StateReason, released
from hiperus.invoices.tables.invoices import OpenInvoice
from hiperus.invoices.tables.state_reasons import as_columns, reason_in
from hiperus.storage.database import Database


@dataclass(frozen=True, slots=True)
class ParkedInvoice:
    """A customer's month that waits, and for what; `id` is of `hv_invoice`."""

    id: int
    customer_id: int
    month: Month
    reason: StateReason | None


def open_adjustment(database: Database, customer_id: int, month: Month) -> OpenInvoice | None:
    """Return the customer's adjustment that waits, locked, or None."""
    row = database.fetch_one(
        "invoices/parked/select_open_adjustment",
        customer_id=customer_id,
        billed_month=month.first_day,
    )
    return OpenInvoice(int(row["id"]), InvoiceState(row["state"])) if row else None


def open_adjustments(database: Database, month: Month) -> list[int]:
    """Return the customers who have an adjustment of the month that waits."""
    rows = database.fetch_all(
        "invoices/parked/select_open_adjustments", billed_month=month.first_day
    )
    return [int(row["customer_id"]) for row in rows]


def parked_invoices(database: Database) -> list[ParkedInvoice]:
    """Return all parked invoices and adjustments, oldest month first."""
    return [
        ParkedInvoice(
            int(row["id"]), int(row["customer_id"]), Month.of(row["billed_month"]), reason_in(row)
        )
        for row in database.fetch_all("invoices/parked/select_parked")
    ]


def release(database: Database, invoice: ParkedInvoice, now: int) -> bool:
    """Let a parked invoice be issued though it exceeds a bound; False: it is parked no more."""
    return bool(
        database.execute(
            "invoices/parked/update_released",
            id=invoice.id,
            updated_at=now,
            **as_columns(released(invoice.reason)),
        )
    )
