"""The task of `hiperus_statement`."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from hiperus.domain.periods import Month
from hiperus.tasks.frame import runs
from hiperus.tasks.frame.connections import opened_run
from hiperus.tasks.frame.failures import failing_well
from hiperus.tasks.frame.ids import ids_of
from hiperus.tasks.frame.reports import lms_documents, report_folder

log = logging.getLogger(__name__)


@failing_well
def write_statements() -> str:
    """Write what the run's parameters ask for: statements, a complaint pack, a yearly summary."""
    from hiperus.statements.rules.request import Wanted, wanted  # noqa: PLC0415

    parameters = runs.parameters()
    customers = ids_of(parameters, "customers", "LMS customer ids")
    match wanted(parameters, customers):
        case Wanted.YEAR:
            done = _year(parameters)
        case Wanted.COMPLAINT:
            done = _complaint(parameters, customers[0])
        case Wanted.STATEMENTS:
            done = _statements(parameters, customers)
    log.info(done)
    return done


def _statements(parameters: Mapping[str, Any], customers: Sequence[int]) -> str:
    from hiperus.statements.detailed import Destination  # noqa: PLC0415
    from hiperus.statements.detailed import write_statements as write  # noqa: PLC0415
    from hiperus.statements.rules.formats import chosen_formats  # noqa: PLC0415
    from hiperus.statements.rules.period import statement_months  # noqa: PLC0415

    this_month = Month.of(runs.today())
    months = statement_months(parameters["month_from"], parameters["month_to"], this_month)
    formats = chosen_formats(parameters["formats"])
    to = Destination(report_folder("statements"), formats, lms_documents())
    with opened_run() as run:
        return write(run, months, customers, to, log.info).describe()


def _complaint(parameters: Mapping[str, Any], customer_id: int) -> str:
    from hiperus.statements.complaint import write_pack  # noqa: PLC0415
    from hiperus.statements.rules.period import complaint_months  # noqa: PLC0415

    this_month = Month.of(runs.today())
    months = complaint_months(parameters["month_from"], parameters["month_to"], this_month)
    with opened_run() as run:
        return write_pack(run, customer_id, months, report_folder("statements")).describe()


def _year(parameters: Mapping[str, Any]) -> str:
    from hiperus.statements.yearly import write_summary  # noqa: PLC0415

    with opened_run() as run:
        folder = report_folder("statements")
        return write_summary(run, int(parameters["year"]), runs.today(), folder).describe()
