"""A person's decision about a parked invoice: release it, and issue it alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from hiperus.domain.periods import Month
from hiperus.errors import InvalidParameterError
from hiperus.invoices.issue import issue
from hiperus.invoices.prepare import prepare
from hiperus.invoices.request import InvoiceRequest
from hiperus.invoices.summary import InvoiceRunSummary
from hiperus.invoices.tables.parked import parked_invoices, release
from hiperus.run import Run


def release_and_issue(
    run: Run, customers: Iterable[int], today: date, ignore_missing_cdrs: str | None = None
) -> list[InvoiceRunSummary]:
    """Release the parked invoices of these customers and issue them alone, a run a month.

    A released invoice may exceed its bound; every other reason must have been mended.

    Args:
        run: the run, kept with the invoices.
        customers: LMS customer ids.
        today: the local day.
        ignore_missing_cdrs: the reason to go on over gaps, as in an ordinary run.

    Raises:
        InvalidParameterError: a customer has nothing parked.
    """
    wanted = set(customers)
    parked = [p for p in parked_invoices(run.database) if p.customer_id in wanted]
    unknown = sorted(wanted - {p.customer_id for p in parked})
    if unknown:
        raise InvalidParameterError(
            f"Nothing is parked for customers {', '.join(map(str, unknown))}; hv_invoice rows "
            "with state 'parked' say who waits."
        )
    summaries = []
    for month in sorted({p.month for p in parked}):
        of_month = [p for p in parked if p.month == month]
        for invoice in of_month:
            with run.database.transaction():
                release(run.database, invoice, run.clock())
        request = replace(
            request_for(month, today),
            customers=tuple(sorted({invoice.customer_id for invoice in of_month})),
            ignore_missing_cdrs=ignore_missing_cdrs,
        )
        summaries.append(issue(run, prepare(run, request)))
    return summaries


def request_for(month: Month, today: date) -> InvoiceRequest:
    """Return the request that bills `month` today."""
    back = month.months_until(Month.of(today))
    if back < 0:
        raise InvalidParameterError(f"{month} has not begun on {today}; it cannot be billed.")
    return InvoiceRequest(today=today, leftmonth=back)
