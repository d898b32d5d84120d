"""# Load yesterday's calls

**What.** Loads the day of the run's data interval: all six call types, successful calls and failed
ones. Then it reads the days before again (setting `lookback_days`, and on the 10th the whole month
before), because calls may come late, change, or vanish; what vanished is marked once all types
were read. One window (days × call type) is one transaction; loading it twice changes nothing. Then
open links are tried again, and the asset `hiperus_calls` tells the day and its counts. People are
told where more calls than a limit are in quarantine or belong to nobody, where a customer nears or
reaches the limit of premium-rate services, and at 06:00 when yesterday is still missing.

**When.** Daily at 01:01, before invoices. Catch-up is on: after a pause every missed day is run.
`HIPERUS_START_DATE` says where the schedule begins.

**Parameters.** None. A run by hand without a data interval loads yesterday.

**Example.** `bin/airflow dags test hiperus_cdr_daily`

**When it fails.** The window that is red (`2026-10-31 outgoing`) wrote nothing; its message says
why, and `hv_load` has a row about it. Network and database trouble was retried. Clear the failed
window when the reason is gone. A run that is missing altogether: unpause the DAG, or load the day
with `hiperus_cdr_backfill`.
"""

from __future__ import annotations

from airflow.sdk import CronDataIntervalTimetable, dag, task

from hiperus.environment import START_DATE, ZONE
from hiperus.tasks import calls, imports, premium
from hiperus.tasks.frame import alerting, assets
from hiperus.tasks.frame.defaults import DEFAULTS, PLATFORM_TASK

NAMED = {"map_index_template": "{{ window }}", **PLATFORM_TASK}


@dag(
    dag_id="hiperus_cdr_daily",
    doc_md=__doc__,
    schedule=CronDataIntervalTimetable("1 1 * * *", timezone=ZONE.key),
    start_date=START_DATE,
    catchup=True,
    max_active_runs=1,
    deadline=alerting.deadline(),
    default_args=DEFAULTS,
    tags=["hiperus", "calls"],
)
def hiperus_cdr_daily() -> None:
    """Wire the tasks: the day first, then what is read again."""
    day = task(task_id="plan_day")(calls.plan_day)()
    loaded = task(task_id="load_day", **NAMED)(calls.load).expand(what=day)
    before = task(task_id="plan_look_back")(calls.plan_look_back)()
    again = task(task_id="look_back", **NAMED)(calls.load).expand(what=before)
    link = task(task_id="link_calls", trigger_rule="none_failed")(imports.link_calls)()
    judge = task(task_id="judge_vanished", trigger_rule="none_failed")(calls.judge_day)()
    publish = task(task_id="publish_day", trigger_rule="none_failed", outlets=[assets.CALLS])(
        calls.publish_day
    )()
    limits = task(task_id="tell_premium_limits", trigger_rule="none_failed")(premium.tell_limits)()
    loaded >> before
    again >> judge >> link >> [publish, limits]


hiperus_cdr_daily()
