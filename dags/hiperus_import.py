"""# Import accounts, terminals, numbers and price lists

**What.** Copies the chosen categories from the Hiperus platform into LMS, in their order:
customers, terminals, numbers, end users, price lists, subscriptions, wlr. New rows are added,
changed ones updated, rows gone from the platform removed. Each category is one transaction. What
invoices need of it is kept as a history, so a change never alters what a past month costs. Last,
calls whose terminal or account was unknown so far are linked.

**When.** Daily at 00:31. By hand after somebody changed accounts in the platform's own panel.

**Parameters.**

* `categories`: which ones; all by default. A category that is not chosen is skipped.
* `full_refresh`: replace what LMS holds by difference, instead of trusting it (the old `--import`).
* `account_id`: one account of the platform only.
* `allow_mass_delete`: accept a list that is empty or far shorter than what LMS holds.

**Example.** `bin/airflow dags test hiperus_import --conf '{"categories": ["customers"]}'`

**When it fails.** The category that failed wrote nothing; its message says why, and `hv_load` has
a row about it. Network and database trouble is retried by itself. "Far shorter than" means the
platform's list shrank implausibly: look at the platform, then run that category with
`allow_mass_delete`. Clear the failed task, or trigger a run with that category alone.
"""

from __future__ import annotations

from airflow.sdk import CronDataIntervalTimetable, Param, dag, task

from hiperus.accounts.rules.categories import Category
from hiperus.environment import START_DATE, ZONE
from hiperus.tasks import imports
from hiperus.tasks.frame.defaults import DEFAULTS, PLATFORM_TASK

CATEGORIES = [str(category) for category in Category]

PARAMETERS = {
    "categories": Param(
        CATEGORIES,
        type="array",
        items={"type": "string", "enum": CATEGORIES},
        examples=CATEGORIES,
        title="Categories",
        description="What to import; the order is always the same.",
    ),
    "account_id": Param(
        None,
        type=["null", "integer"],
        minimum=1,
        title="Account",
        description="The platform's id of one account; empty for all.",
    ),
    "full_refresh": Param(
        False,
        type="boolean",
        title="Full refresh",
        description="Replace what LMS holds of the chosen categories, by difference.",
    ),
    "allow_mass_delete": Param(
        False,
        type="boolean",
        title="Allow mass delete",
        description="Accept a list that is empty or far shorter than what LMS holds.",
    ),
}


@dag(
    dag_id="hiperus_import",
    doc_md=__doc__,
    schedule=CronDataIntervalTimetable("31 0 * * *", timezone=ZONE.key),
    start_date=START_DATE,
    catchup=False,
    max_active_runs=1,
    params=PARAMETERS,
    default_args=DEFAULTS,
    tags=["hiperus", "import"],
)
def hiperus_import() -> None:
    """Wire the tasks: one after the other, a category that was not chosen is passed over."""
    last = task(task_id="check_parameters")(imports.check_parameters)()
    for category in CATEGORIES:
        step = task(task_id=category, trigger_rule="none_failed", **PLATFORM_TASK)(
            imports.import_one
        )(category)
        last >> step
        last = step
    link = task(task_id="link_calls", trigger_rule="none_failed")(imports.link_calls)()
    settle = task(task_id="settle_changes", trigger_rule="none_failed", **PLATFORM_TASK)(
        imports.settle_changes
    )()
    last >> link >> settle


hiperus_import()
