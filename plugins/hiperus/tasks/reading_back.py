"""The task that looks what LMS has made of our documents: in `hiperus_invoice` and weekly."""

from __future__ import annotations

import logging

from hiperus.alerts.rules.alert import Alert, AlertKind, digest_of
from hiperus.domain.wording import listed
from hiperus.tasks.frame import runs
from hiperus.tasks.frame.alerting import tell
from hiperus.tasks.frame.connections import opened_run
from hiperus.tasks.frame.failures import failing_well

log = logging.getLogger(__name__)

_TOLD = 30


@failing_well
def read_back() -> str:
    """Read back what became of documents of ours, and tell what is new."""
    from hiperus.invoices.read_back import read_back as read  # noqa: PLC0415
    from hiperus.reconcile.reconcile import keep_findings  # noqa: PLC0415
    from hiperus.reconcile.rules.document_findings import document_findings  # noqa: PLC0415
    from hiperus.reconcile.rules.findings import DOCUMENT_KINDS  # noqa: PLC0415

    today = runs.today()
    with opened_run() as run:
        fates = read(run, today)
        found = document_findings(fates, today, run.settings.einvoice_days)
        new = keep_findings(run, found, DOCUMENT_KINDS)
    for finding in found:
        log.info("%s%s", "new: " if finding in new else "", finding)
    message = f"{len(fates)} documents of ours compared, {len(found)} findings, {len(new)} new"
    log.info(message)
    if new:
        alert = Alert(
            AlertKind.DOCUMENT,
            (digest_of(finding.cause for finding in new),),
            f"{len(new)} things became of invoices of ours in LMS",
            {"new": listed([str(finding) for finding in new], _TOLD, "\n")},
        )
        tell(alert, runs.origin())
    return message
