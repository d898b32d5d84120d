"""Tasks of `hiperus_invoice`: check the request, wait for the calls, issue."""

from __future__ import annotations

import logging
import os
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, TypedDict

from hiperus.alerts.rules.alert import Alert, AlertKind, digest_of
from hiperus.errors import BillingError, IncompleteUsageError
from hiperus.tasks.approval import require_unchanged
from hiperus.tasks.billing import invoice_request
from hiperus.tasks.frame import runs
from hiperus.tasks.frame.alerting import tell
from hiperus.tasks.frame.connections import opened_run
from hiperus.tasks.frame.failures import failing_well
from hiperus.tasks.frame.lineage import INVOICE_SOURCES, INVOICE_TABLES, report_tables

if TYPE_CHECKING:
    from hiperus.invoices.summary import InvoiceRunSummary

log = logging.getLogger(__name__)

GATE_HOURS = float(os.environ.get("HIPERUS_GATE_HOURS", "12"))
"""How long invoices wait for the calls before the run fails."""


class InvoiceResult(TypedDict):
    """What goes to other tasks: counts and PLN totals, no names."""

    month: str
    dry_run: bool
    issued: int
    net: str
    vat: str
    gross: str


@failing_well
def check_parameters() -> str:
    """Refuse what cannot be billed, print the settings in force; returns the billed month."""
    from hiperus.invoices.tables.lms_customers import require_linked  # noqa: PLC0415

    with opened_run() as run:
        request = invoice_request(run)
        month = str(request.billed_month(run.settings))
        require_linked(run.database, request.customers)
        for line in run.described_settings():
            log.info(line)
    log.info("The billed month is %s%s.", month, ", dry run" if request.dry_run else "")
    return month


@failing_well
def calls_are_here() -> bool:
    """Tell whether the month's calls are complete; past the deadline, fail and name the gaps.

    In `airflow dags test` nothing else runs that could load them, so it decides at once.
    """
    from hiperus.invoices.usage_gate import require_usage  # noqa: PLC0415

    with opened_run() as run:
        request = invoice_request(run)
        month = request.billed_month(run.settings)
        try:
            usage = require_usage(run, month, request.ignore_missing_cdrs)
        except IncompleteUsageError as error:
            if runs.is_single_process() or _waited() >= timedelta(hours=GATE_HOURS):
                raise
            log.info("Waiting: %s", error)
            return False
    log.info("The calls of %s are here (accepted gaps: %s).", month, len(usage.missing))
    return True


@failing_well
def issue_invoices() -> InvoiceResult:
    """Calculate the drafts and put them into LMS, or only tell in a dry run.

    Where a person approved them, the drafts must still be those that were shown.
    """
    from hiperus.invoices.issue import issue  # noqa: PLC0415
    from hiperus.invoices.prepare import prepare  # noqa: PLC0415

    with opened_run() as run:
        request = invoice_request(run)
        drafts = prepare(run, request)
        require_unchanged(drafts)
        summary = issue(run, drafts)
    for line in summary.lines():
        log.info(line)
    report_tables(reads=INVOICE_SOURCES, writes=() if request.dry_run else INVOICE_TABLES)
    _tell_credit_due(summary)
    if summary.problems:
        raise BillingError(summary.problems)
    total = summary.amounts
    return {
        "month": str(summary.month),
        "dry_run": summary.dry_run,
        "issued": len(summary.issued),
        "net": str(total.net),
        "vat": str(total.vat),
        "gross": str(total.gross),
    }


def _tell_credit_due(summary: InvoiceRunSummary) -> None:
    """Tell which issued invoices billed too much: only a clerk can correct them, in LMS."""
    if summary.dry_run or not summary.credit_due:
        return
    found = [
        f"customer {c.customer_id}, terminal {c.terminal_id}, {c.month}: {c.calls} calls, "
        f"{c.net} PLN net"
        for c in summary.credit_due
    ]
    total = sum((c.net for c in summary.credit_due), Decimal(0))
    alert = Alert(
        AlertKind.CREDIT_DUE,
        (digest_of(found),),
        f"{total} PLN net were invoiced too much and want a correction in LMS",
        {"found by the invoices of": str(summary.month), "credit due": "\n".join(found)},
    )
    tell(alert, runs.origin())


def _waited() -> timedelta:
    return timedelta(seconds=runs.clock() - runs.started())
