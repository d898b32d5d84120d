"""# Load calls of months or years

**What.** Loads call records of any period. The period is cut into chunks of at most six months (cut
on 1 January and 1 July); chunks run one after the other, the next begins when the one before is
loaded. Inside a chunk each calendar month × call type is a window: one mapped task, one
transaction. What is loaded already stays; loading it again changes nothing.

**When.** By hand, for history or to repeat days. Or by Airflow's own backfill, whose runs load one
half-year each, all types, successful or not, oldest or newest first: each first checks the one
before it, then loads what is missing (all of it again, where nothing is). A scheduled run loads
nothing and ends at once. Such a backfill refuses parameters that ask for anything less.

**Parameters.**

* `billing_from`, `billing_to`: first and last day, `YYYY-MM-DD` or `YYYY/MM/DD`; without a
  last day: up to today.
* `billing_date`: `currday`, `lastday`, `currmonth`, `lastmonth` or `currweek` instead of both.
* `billing_type`: one call type, or `all`.
* `billing_success`: `yes` for successful calls, `no` for the others, `all` for both.
* `account_id`: one account of the platform only; then no day counts as covered.
* `chunk_months`: how long a chunk may be, 1 to 6 months.
* `only_missing`: load only windows that have a gap: to go on with what was stopped.
* `full_refresh`: also remove stored calls that the platform no longer lists; refused for days with
  invoiced calls.
* `allow_shrink`: take over an answer that is empty, or far shorter than what is stored: the calls
  are really gone. Without it such an answer is refused.

**Example.**

    bin/airflow dags test hiperus_cdr_backfill --conf '{"billing_from": "2012-01-01",
      "billing_to": "2012-06-30", "billing_type": "all", "billing_success": "all"}'

    bin/airflow backfill create --dag-id hiperus_cdr_backfill --max-active-runs 1
      --from-date 2012-01-01 --to-date 2014-12-31

**When it fails.** The window that is red (`2012-01 outgoing`) wrote nothing; its message says why,
and the chunks after it wait. Clear that window alone when the reason is gone. A request that the
platform refuses as too long: use fewer `chunk_months`; requests never span more than a month.
"""

from __future__ import annotations

from airflow.sdk import CronDataIntervalTimetable, Param, TaskGroup, dag, task

from hiperus.calls.rules.loading import SUCCESSES
from hiperus.domain.cdr import CallType
from hiperus.domain.periods import BILLING_DATES
from hiperus.environment import ZONE
from hiperus.tasks import calls
from hiperus.tasks.frame.defaults import DEFAULTS, FIRST_HISTORY, PLATFORM_TASK

DAY = r"^\d{4}[-/]\d{2}[-/]\d{2}$"

PARAMETERS = {
    "billing_from": Param(
        None,
        type=["null", "string"],
        pattern=DAY,
        title="First day",
        description="YYYY-MM-DD or YYYY/MM/DD; in a backfill over dates leave it empty.",
    ),
    "billing_to": Param(
        None,
        type=["null", "string"],
        pattern=DAY,
        title="Last day",
        description="YYYY-MM-DD or YYYY/MM/DD; empty: today.",
    ),
    "billing_date": Param(
        None,
        type=["null", "string"],
        enum=[None, *BILLING_DATES],
        values_display={"null": "(first and last day, above)"},
        title="Days by name",
        description="Instead of first and last day; currweek is the last seven days.",
    ),
    "billing_type": Param(
        "outgoing",
        type="string",
        enum=["all", *map(str, CallType)],
        title="Call type",
        description="One kind of calls, or all. A backfill over dates always loads all.",
    ),
    "billing_success": Param(
        "yes",
        type="string",
        enum=list(SUCCESSES),
        title="Successful",
        description="yes: successful calls, no: the others, all: both; over dates always both.",
    ),
    "account_id": Param(
        None,
        type=["null", "integer"],
        minimum=1,
        title="Account",
        description="The platform's id of one account; empty for all.",
    ),
    "chunk_months": Param(
        6,
        type="integer",
        minimum=1,
        maximum=6,
        title="Months a chunk",
        description="How many months one chunk may hold.",
    ),
    "only_missing": Param(
        False,
        type="boolean",
        title="Only what is missing",
        description="Load only windows that are not loaded yet: goes on where a load was stopped.",
    ),
    "full_refresh": Param(
        False,
        type="boolean",
        title="Full refresh",
        description="Remove stored calls of these days that the platform no longer lists.",
    ),
    "allow_shrink": Param(
        False,
        type="boolean",
        title="Take over a short answer",
        description="The calls are really gone: take an empty or far shorter answer as it is.",
    ),
}


@dag(
    dag_id="hiperus_cdr_backfill",
    doc_md=__doc__,
    schedule=CronDataIntervalTimetable("0 0 1 1,7 *", timezone=ZONE.key),
    start_date=FIRST_HISTORY,
    catchup=False,
    max_active_runs=1,
    params=PARAMETERS,
    default_args=DEFAULTS,
    tags=["hiperus", "calls"],
)
def hiperus_cdr_backfill() -> None:
    """Wire the tasks: chunk after chunk; those that a run does not need are skipped at once."""
    check = task(task_id="check_parameters")(calls.choose_chunks)()
    last = None
    for number in range(calls.MOST_CHUNKS):
        with TaskGroup(calls.chunk_name(number)):
            # A chunk before it that has nothing missing is skipped, and this one still runs.
            plan = task(task_id="plan", trigger_rule="none_failed")(calls.plan_chunk)(number)
            loaded = task(task_id="load", map_index_template="{{ window }}", **PLATFORM_TASK)(
                calls.load
            ).expand(what=plan)
            loaded >> task(task_id="judge_vanished")(calls.judge_chunk)(number)
        check >> plan
        if last is not None:
            last >> plan
        last = loaded


hiperus_cdr_backfill()
