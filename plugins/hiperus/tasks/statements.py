"""The task of `hiperus_statement`."""

from __future__ import annotations

import logging

from hiperus.domain.periods import Month
from hiperus.tasks.frame import runs
from hiperus.tasks.frame.connections import opened_run
from hiperus.tasks.frame.failures import failing_well
from hiperus.tasks.frame.ids import ids_of
from hiperus.tasks.frame.reports import lms_documents, report_folder

log = logging.getLogger(__name__)


@failing_well
def write_statements() -> str:
    """Write the detailed statements that the run's parameters ask for."""
    from hiperus.statements.detailed import Destination  # noqa: PLC0415
    from hiperus.statements.detailed import write_statements as write  # noqa: PLC0415
    from hiperus.statements.rules.formats import chosen_formats  # noqa: PLC0415
    from hiperus.statements.rules.period import statement_months  # noqa: PLC0415

    parameters = runs.parameters()
    this_month = Month.of(runs.today())
    months = statement_months(parameters["month_from"], parameters["month_to"], this_month)
    customers = ids_of(parameters, "customers", "LMS customer ids")
    formats = chosen_formats(parameters["formats"])
    to = Destination(report_folder("statements"), formats, lms_documents())
    with opened_run() as run:
        done = write(run, months, customers, to, log.info)
    log.info(done.describe())
    return done.describe()
