"""The approval of `hiperus_invoice`: a report, and a person's consent to it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, TypedDict

from airflow.sdk import get_current_context
from airflow.sdk.exceptions import AirflowSkipException, DownstreamTasksSkipped

from hiperus.errors import UsageChangedError
from hiperus.tasks.billing import invoice_request
from hiperus.tasks.frame import runs
from hiperus.tasks.frame.connections import opened_run
from hiperus.tasks.frame.failures import failing_well
from hiperus.tasks.frame.reports import report_folder

if TYPE_CHECKING:
    from hiperus.invoices.drafts import Drafts

log = logging.getLogger(__name__)

REPORT_TASK = "write_report"
ASK_TASK = "ask_approval"


class Shown(TypedDict):
    """What a person is shown. `fingerprint` stands for all drafts; `text` is Markdown."""

    month: str
    fingerprint: str
    report: str
    text: str


@failing_well
def write_report() -> Shown:
    """Calculate the drafts and write the report, where a run is dry or waits for approval.

    Nobody is asked in a dry run, nor in `airflow dags test`, where nobody could answer.
    """
    from hiperus.invoices.prepare import prepare  # noqa: PLC0415
    from hiperus.invoices.report import write_report as write  # noqa: PLC0415

    asks = bool(runs.parameters()["require_approval"])
    with opened_run() as run:
        request = invoice_request(run)
        if not (asks or request.dry_run):
            raise AirflowSkipException("This run is neither dry nor waits for approval.")
        drafts = prepare(run, request)
    files = write(drafts, report_folder(f"invoices-{drafts.month}"))
    log.info("The report is in %s", files.html.parent)
    shown: Shown = {
        "month": str(drafts.month),
        "fingerprint": drafts.fingerprint,
        "report": str(files.html),
        "text": _text(drafts, str(files.html)),
    }
    log.info("What would be issued:\n%s", shown["text"])
    if request.dry_run or runs.is_single_process():
        get_current_context()["ti"].xcom_push("return_value", shown)
        raise DownstreamTasksSkipped(tasks=[ASK_TASK])  # type: ignore[no-untyped-call]
    return shown


def require_unchanged(drafts: Drafts) -> None:
    """Refuse to issue anything but what was approved.

    Raises:
        UsageChangedError: calls, accounts or documents changed since the report was shown.
    """
    shown = get_current_context()["ti"].xcom_pull(task_ids=REPORT_TASK)
    if not runs.parameters()["require_approval"] or not shown:
        return
    if shown["fingerprint"] != drafts.fingerprint:
        raise UsageChangedError(
            f"What would be issued for {drafts.month} is no longer what was approved, so nothing "
            f"was issued. Clear the task {REPORT_TASK} with those after it (or trigger a new run): "
            "it shows the new figures and asks again."
        )


def _text(drafts: Drafts, report: str) -> str:
    found = drafts.calculation
    ready = [d for d in found.drafts if d.lines and not d.parked]
    parked = [d for d in found.drafts if d.parked]
    rows = {
        "Invoices": len(ready),
        "Net": f"{found.amounts.net} PLN",
        "VAT": f"{found.amounts.vat} PLN",
        "Gross": f"{found.amounts.gross} PLN",
        "Parked (not issued)": len(parked),
        "Done before": len(found.already),
        "Groups not billed": len(found.not_billed),
        "Credit due": len(found.credit_due),
    }
    table = "\n".join(f"| {name} | {value} |" for name, value in rows.items())
    return (
        f"| Invoices for {drafts.month} | |\n|---|---|\n{table}\n\n"
        f"Lines, calls behind them, and what is not billed: `{report}`{_mailing(drafts)}"
    )


def _mailing(drafts: Drafts) -> str:
    """Tell a person, before the answer, whether LMS will mail what is approved."""
    if not drafts.settings.mailed_by_lms:
        return ""
    if drafts.request.date_next_day:
        return f"\n\nThe documents will be dated {drafts.request.issue_day}; LMS mails them then."
    return (
        f"\n\nLMS mails invoices of the day at about {drafts.settings.mailing_hour:02d}:00 only: "
        "what is approved later is not mailed by itself. `date_next_day` dates it for the next "
        "mailing."
    )
