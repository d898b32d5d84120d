"""The task of `hiperus_reconcile`."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from hiperus.alerts.rules.alert import Alert, AlertKind, digest_of
from hiperus.domain.wording import listed
from hiperus.tasks.frame import runs
from hiperus.tasks.frame.alerting import tell
from hiperus.tasks.frame.connections import opened_run, platform
from hiperus.tasks.frame.failures import failing_well
from hiperus.tasks.frame.reports import report_folder

if TYPE_CHECKING:
    from hiperus.reconcile.reconcile import Reconciliation

log = logging.getLogger(__name__)

_TOLD = 30


@failing_well
def compare() -> str:
    """Compare platform and LMS, write the report, tell what turned up new."""
    from hiperus.reconcile.reconcile import keep_findings, reconcile  # noqa: PLC0415
    from hiperus.reconcile.report import write_report  # noqa: PLC0415
    from hiperus.reconcile.tables.open_ends import document_findings  # noqa: PLC0415

    with opened_run() as run, platform(run) as client:
        found = reconcile(run, client, runs.today())
        new = keep_findings(run, found.findings)
        of_documents = document_findings(run.database)
    found = replace(found, new=tuple(new))
    report = write_report(found, report_folder("reconcile"), of_documents)
    for finding in found.findings:
        log.info("%s%s", "new: " if finding in found.new else "", finding)
    log.info("%s. The report is in %s", found.describe(), report.parent)
    if found.new:
        tell(_alert(found, str(report)), runs.origin())
    return found.describe()


def _alert(found: Reconciliation, report: str) -> Alert:
    lines = [str(finding) for finding in found.new]
    return Alert(
        AlertKind.DIFFERENCE,
        (digest_of(finding.cause for finding in found.new),),
        f"{len(lines)} new differences between platform and LMS",
        {
            "new": listed(lines, _TOLD, "\n"),
            "priced and on no invoice": f"{found.leaking} PLN net",
            "report": report,
        },
    )
