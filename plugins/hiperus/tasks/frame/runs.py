"""The run of a task: parameters, data interval, where it runs. The clock is here."""

from __future__ import annotations

import logging
import sys
import time
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from airflow.sdk import get_current_context

from hiperus.domain.periods import DaySpan
from hiperus.domain.wording import unknown_names
from hiperus.environment import ZONE
from hiperus.errors import InvalidParameterError

if TYPE_CHECKING:
    from hiperus.storage.ledger import RunOrigin

log = logging.getLogger(__name__)

SCHEDULED = ("scheduled", "backfill")

IS_BY_HAND = sys.argv[1:3] == ["dags", "test"]
"""Somebody waits at a terminal: try again soon and not often."""


def clock() -> int:
    """Return the current epoch second."""
    return int(time.time())


def today() -> date:
    """Return the current day in the schedules' zone."""
    return datetime.now(ZONE).date()


def parameters() -> dict[str, Any]:
    """Return the run's parameters, as the form or `--conf` gave them, else the defaults."""
    return dict(get_current_context()["params"])


def require_known_parameters() -> None:
    """Refuse a parameter that this DAG does not have: Airflow itself passes any name.

    `{"dryrun": true}` must not issue real invoices, `{"customer": [1001]}` not bill everybody.

    Raises:
        InvalidParameterError: names each unknown one, and the nearest that there is.
    """
    try:
        context = get_current_context()
    except RuntimeError:
        return  # no task is running, so nobody gave parameters
    known = sorted(context["dag"].params)
    problems = unknown_names(context["dag_run"].conf or {}, known)
    if problems:
        has = ", ".join(known) or "none"
        raise InvalidParameterError(
            f"{context['dag'].dag_id} has no parameter {'; '.join(problems)}. It has: {has}. "
            "Nothing was done."
        )


def started() -> int:
    """Return the epoch second at which the run began."""
    moment = get_current_context()["dag_run"].start_date
    return int(moment.timestamp()) if moment else clock()


def run_type() -> str:
    """Return `scheduled`, `backfill`, `manual` and the like."""
    return str(getattr(get_current_context()["dag_run"].run_type, "value", ""))


def interval_days() -> DaySpan | None:
    """Return the local days of the run's data interval, or None where it has none.

    A run by hand has none, or one of no length where its timetable gave it none.
    """
    run = get_current_context()["dag_run"]
    return days_between(run.data_interval_start, run.data_interval_end)


def days_between(start: datetime | None, end: datetime | None) -> DaySpan | None:
    """Return the local days of a data interval, or None where it holds none."""
    if start is None or end is None:
        return None
    first, after = start.astimezone(ZONE).date(), end.astimezone(ZONE).date()
    return DaySpan(first, after) if first < after else None


def scheduled_days() -> DaySpan | None:
    """Return the days of a scheduled or back-filled run; None for a run by hand.

    What a run by hand is for, its parameters say.
    """
    return interval_days() if run_type() in SCHEDULED else None


def has_run(days: DaySpan, task_id: str) -> bool:
    """Tell whether a run of this DAG for the interval has ended and came to a task, or failed.

    A run that skipped the task does not count.
    """
    from airflow.sdk.execution_time.task_runner import (  # noqa: PLC0415 - only inside a task
        RuntimeTaskInstance,
    )

    dag_id = get_current_context()["dag_run"].dag_id
    start = [datetime.combine(days.start, datetime.min.time(), ZONE)]
    ended = RuntimeTaskInstance.get_dr_count(
        dag_id, logical_dates=start, states=["success", "failed"]
    )
    reached = RuntimeTaskInstance.get_ti_count(
        dag_id,
        task_ids=[task_id],
        logical_dates=start,
        states=["success", "failed", "upstream_failed"],
    )
    log.info("Runs of %s: %d ended, %d came to %s.", days, ended, reached, task_id)
    return ended > 0 and reached > 0


def origin() -> RunOrigin:
    """Say which try of which task this is, for `hv_load` and the invoices."""
    from hiperus.storage.ledger import RunOrigin  # noqa: PLC0415 - not on the way of DAG parsing

    instance = get_current_context()["ti"]
    return RunOrigin(
        dag_id=instance.dag_id,
        run_id=instance.run_id,
        task_id=instance.task_id,
        map_index=instance.map_index,
        try_number=instance.try_number,
    )


def is_single_process() -> bool:
    """Tell whether this is `airflow dags test`: nothing else runs, so waiting is in vain."""
    from airflow.sdk.execution_time import task_runner  # noqa: PLC0415 - only inside a task
    from airflow.sdk.execution_time.supervisor import (  # noqa: PLC0415
        InProcessSupervisorComms,
    )

    return isinstance(getattr(task_runner, "SUPERVISOR_COMMS", None), InProcessSupervisorComms)
