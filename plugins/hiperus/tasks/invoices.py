"""Tasks of `hiperus_invoice`: check what is asked, wait for the calls, issue."""

from __future__ import annotations

import logging
import os
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, TypedDict

from hiperus.domain.alerts import Alert, AlertKind, digest_of
from hiperus.domain.periods import Month
from hiperus.errors import BillingError, IncompleteUsageError
from hiperus.tasks import runs
from hiperus.tasks.alerting import tell
from hiperus.tasks.approval import require_unchanged
from hiperus.tasks.connections import lms
from hiperus.tasks.failures import failing_well
from hiperus.tasks.lineage import INVOICE_SOURCES, INVOICE_TABLES, report_tables

if TYPE_CHECKING:
    from hiperus.services.invoice_request import InvoiceRequest
    from hiperus.services.invoice_summary import InvoiceRunSummary
    from hiperus.settings import Settings
    from hiperus.storage.database import Database

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
    with lms() as database:
        request, settings = asked(database)
    for line in settings.described():
        log.info(line)
    month = str(request.billed_month(settings))
    log.info("The billed month is %s%s.", month, ", dry run" if request.dry_run else "")
    return month


@failing_well
def calls_are_here() -> bool:
    """Tell whether the month's calls are complete; past the deadline, fail and name the gaps.

    In `airflow dags test` nothing else runs that could load them, so it decides at once.
    """
    from hiperus.services.usage_gate import require_usage  # noqa: PLC0415

    with lms() as database:
        request, settings = asked(database)
        month = request.billed_month(settings)
        try:
            usage = require_usage(
                database, month, request.ignore_missing_cdrs, settings.quarantine_limit
            )
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
    from hiperus.services.issue_invoices import issue, prepare  # noqa: PLC0415

    with lms() as database:
        request, settings = asked(database)
        drafts = prepare(database, request, settings)
        require_unchanged(drafts)
        summary = issue(database, drafts, runs.origin(), runs.clock)
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


def asked(database: Database) -> tuple[InvoiceRequest, Settings]:
    """Return the run's request and the settings in force."""
    from hiperus.services.invoice_request import InvoiceRequest  # noqa: PLC0415
    from hiperus.storage.uiconfig import read_settings  # noqa: PLC0415

    settings = read_settings(database)
    request = InvoiceRequest.from_parameters(runs.parameters(), runs.today())
    if runs.run_type() == "backfill":
        # History is looked at, never issued, by a back-fill.
        request = replace(request, dry_run=True)
    return _of_its_interval(request, settings), settings


def _of_its_interval(request: InvoiceRequest, settings: Settings) -> InvoiceRequest:
    """Let a scheduled run that comes late, or again, bill the month that it was for."""
    days = runs.scheduled_days()
    if days is None or request.fakedate is not None:
        return request
    meant, now = Month.of(days.end), Month.of(request.today)
    late = (now.year - meant.year) * 12 + now.month - meant.month
    back = request.leftmonth if request.leftmonth is not None else settings.leftmonth
    return replace(request, leftmonth=back + late)


def _waited() -> timedelta:
    return timedelta(seconds=runs.clock() - runs.started())
