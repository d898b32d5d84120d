"""The task of `hiperus_retention`."""

from __future__ import annotations

import logging

from hiperus.tasks import runs
from hiperus.tasks.connections import lms
from hiperus.tasks.failures import failing_well
from hiperus.tasks.reports import report_folder

log = logging.getLogger(__name__)


@failing_well
def delete_calls() -> str:
    """Delete calls whose time is over, or tell which; write the report."""
    from hiperus.services.retention import apply_retention  # noqa: PLC0415
    from hiperus.services.retention_report import write_report  # noqa: PLC0415
    from hiperus.storage.uiconfig import read_settings  # noqa: PLC0415

    dry_run = bool(runs.parameters()["dry_run"])
    with lms() as database:
        summary = apply_retention(
            database,
            runs.today(),
            read_settings(database),
            runs.origin(),
            runs.clock,
            dry_run=dry_run,
        )
    report = write_report(summary, report_folder("retention"))
    for outcome in summary.months:
        if outcome.points:
            log.info("%s stays: %s", outcome.facts.month, "; ".join(outcome.points))
    log.info("%s. The report is in %s", summary.describe(), report.parent)
    return summary.describe()
