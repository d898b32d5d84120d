"""The task of `hiperus_retention`."""

from __future__ import annotations

import logging

from hiperus.tasks.frame import runs
from hiperus.tasks.frame.connections import opened_run
from hiperus.tasks.frame.failures import failing_well
from hiperus.tasks.frame.reports import report_folder

log = logging.getLogger(__name__)


@failing_well
def delete_calls() -> str:
    """Delete calls whose time is over, or tell which; write the report."""
    from hiperus.retention.report import write_report  # noqa: PLC0415
    from hiperus.retention.retention import apply_retention  # noqa: PLC0415

    parameters = runs.parameters()
    dry_run = bool(parameters["dry_run"])
    give_up = str(parameters["give_up"] or "").strip() or None
    with opened_run() as run:
        summary = apply_retention(run, runs.today(), dry_run=dry_run, give_up=give_up)
    report = write_report(summary, report_folder("retention"))
    for outcome in summary.months:
        if outcome.points:
            log.info("%s stays: %s", outcome.standing.month, "; ".join(outcome.points))
    log.info("%s. The report is in %s", summary.describe(), report.parent)
    return summary.describe()
