"""What a person decides about single invoices: release a parked one, give up a cancelled one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from hiperus.domain.periods import Month
from hiperus.errors import InvalidParameterError
from hiperus.invoices.issue import Clock, issue, prepare
from hiperus.invoices.request import InvoiceRequest
from hiperus.invoices.rules.state_reasons import ReasonCode, in_words
from hiperus.invoices.summary import InvoiceRunSummary
from hiperus.invoices.tables import invoices
from hiperus.settings import Settings
from hiperus.storage.database import Database
from hiperus.storage.ledger import RunOrigin


@dataclass(frozen=True, slots=True)
class Releasing:
    """Releases parked invoices and issues them alone.

    `ignore_missing_cdrs` is the reason to go on over gaps, as in an ordinary run.
    """

    database: Database
    settings: Settings
    origin: RunOrigin
    clock: Clock
    today: date
    ignore_missing_cdrs: str | None = None

    def release_and_issue(self, customers: Iterable[int]) -> list[InvoiceRunSummary]:
        """Release the parked invoices of these customers and issue them, a run a month.

        A released invoice may exceed its bound; every other reason must have been mended.

        Raises:
            InvalidParameterError: a customer has nothing parked.
        """
        wanted = set(customers)
        parked = [p for p in invoices.parked_invoices(self.database) if p.customer_id in wanted]
        unknown = sorted(wanted - {p.customer_id for p in parked})
        if unknown:
            raise InvalidParameterError(
                f"Nothing is parked for customers {', '.join(map(str, unknown))}; hv_invoice rows "
                "with state 'parked' say who waits."
            )
        months = sorted({p.month for p in parked})
        return [
            self._issue_month(month, [p for p in parked if p.month == month]) for month in months
        ]

    def _issue_month(self, month: Month, parked: list[invoices.ParkedInvoice]) -> InvoiceRunSummary:
        for invoice in parked:
            with self.database.transaction():
                invoices.release(self.database, invoice, self.clock())
        request = replace(
            request_for(month, self.today),
            customers=tuple(invoice.customer_id for invoice in parked),
            ignore_missing_cdrs=self.ignore_missing_cdrs,
        )
        drafts = prepare(self.database, request, self.settings)
        return issue(self.database, drafts, self.origin, self.clock)


def request_for(month: Month, today: date) -> InvoiceRequest:
    """Return the request that bills `month` today."""
    now = Month.of(today)
    back = (now.year - month.year) * 12 + now.month - month.month
    if back < 0:
        raise InvalidParameterError(f"{month} has not begun on {today}; it cannot be billed.")
    return InvoiceRequest(today=today, leftmonth=back)


def void_document(database: Database, docid: int, reason: str, clock: Clock) -> int:
    """Give up our invoice of a document that LMS cancelled or deleted.

    Its subscriptions and calls can be billed again; the next run of its month does so. Never
    called by a run itself.

    Returns:
        How many invoices of ours were given up.

    Raises:
        InvalidParameterError: the document is none of ours, or it still stands in LMS.
    """
    found = database.fetch_all("invoices/select_live_document", docid=docid)
    if not found:
        raise InvalidParameterError(f"Document {docid} is no issued invoice of this project.")
    if not all(row["is_lost"] for row in found):
        raise InvalidParameterError(
            f"Document {docid} still stands in LMS; cancel or delete it there first."
        )
    for row in found:
        with database.locked(f"invoice:{row['customer_id']}"), database.transaction():
            why = in_words(ReasonCode.VOID, reason)
            invoices.give_up(database, int(row["id"]), why, clock())
    return len(found)
