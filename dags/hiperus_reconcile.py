"""# Compare platform and LMS

**What.** Compares accounts, terminals and numbers both ways; names accounts that are linked to no
customer, or to one who is gone, and terminals and numbers whose account is gone; counts the calls
of a few accounts (other ones each week) on both sides; sums up priced calls of the last three
months that are on no invoice, with the reason. Before that it looks what LMS and its clerks have
made of our invoices (`read_back`). Changes nothing in LMS or on the platform. The report (HTML,
CSV) is written into a folder that the log names; people are told when something turned up that the
last run did not have.

**When.** Weekly, Monday 05:00.

**Parameters.** None.

**Example.** `bin/airflow dags test hiperus_reconcile`

**When it fails.** The platform or the LMS database could not be read; the message says which. Clear
the task. What a finding means, and what to do about it, stands in `docs/operations.md`.
"""

from __future__ import annotations

from airflow.sdk import CronDataIntervalTimetable, dag, task

from hiperus.environment import START_DATE, ZONE
from hiperus.tasks import reading_back, reconciling
from hiperus.tasks.frame.defaults import DEFAULTS, PLATFORM_TASK


@dag(
    dag_id="hiperus_reconcile",
    doc_md=__doc__,
    schedule=CronDataIntervalTimetable("0 5 * * 1", timezone=ZONE.key),
    start_date=START_DATE,
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULTS,
    tags=["hiperus", "check"],
)
def hiperus_reconcile() -> None:
    """Wire the tasks: what became of invoices needs no platform."""
    back = task(task_id="read_back")(reading_back.read_back)()
    compare = task(task_id="compare", trigger_rule="all_done", **PLATFORM_TASK)(
        reconciling.compare
    )()
    back >> compare


hiperus_reconcile()
