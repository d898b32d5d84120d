"""# Check the installation

**What.** Queries the LMS database, creates or upgrades the tables of this project, prints the
settings in force and where each came from (those of single divisions, too), names number plans of
LMS's that collide or will end, says how many calls that belonged to nobody become billable and for
how much, since when calls are kept and which holds keep them, and logs in to the platform.

**When.** First thing after installing, after an upgrade, and whenever a run complains about
connections, tables or settings. Without a parameter it changes nothing but the tables of this
project.

**Parameters.**

* `fill_post_addresses`: once, after an upgrade from a version that left it out: gives documents
  that were issued without a postal address the customer's one, as LMS would have. Only where nobody
  has the document yet (not mailed, published, archived, cancelled, corrected or known to KSeF) and
  name and address on it are still the customer's; the others are counted and left.

**Example.** `bin/airflow dags test hiperus_check`

**When it fails.** The task that is red says which part is wrong:

* `create_tables`: the connection `lms_default`, or the rights of its role. Creating tables and
  widening `hv_billing.id` on PostgreSQL needs the tables' owner; see `docs/operations.md`.
* `show_settings`: a value in LMS's `uiconfig`, section `hiperus_c5`; the message lists them all.
* `show_keeping`: the rights of the role, or a table that is missing.
* `check_number_plans`: `numberplanid` names no number plan for invoices. Plans that collide or end
  are named in its log, and leave it green.
* `show_newly_billable`: the rights of the role, or a table that is missing; calls that it names
  leave it green. Read it before you let `hiperus_invoice` run after an upgrade.
* `fill_post_addresses`: the role may not change documents; `docs/operations.md` names the script.
* `check_platform`: the connection `hiperus_default`, or the login in `uiconfig`.
"""

from __future__ import annotations

from airflow.sdk import Param, dag, task

from hiperus.environment import START_DATE
from hiperus.tasks import checks
from hiperus.tasks.frame.defaults import DEFAULTS

PARAMETERS = {
    "fill_post_addresses": Param(
        False,
        type="boolean",
        title="Fill postal addresses",
        description="Once, after an upgrade: documents issued without a postal address get one.",
    ),
}


@dag(
    dag_id="hiperus_check",
    doc_md=__doc__,
    schedule=None,
    start_date=START_DATE,
    catchup=False,
    max_active_runs=1,
    params=PARAMETERS,
    default_args=DEFAULTS,
    tags=["hiperus", "setup"],
)
def hiperus_check() -> None:
    """Wire the tasks."""
    tables = task(task_id="create_tables")(checks.create_tables)()
    settings = task(task_id="show_settings")(checks.show_settings)()
    login = task(task_id="check_platform")(checks.check_platform)()
    keeping = task(task_id="show_keeping")(checks.show_keeping)()
    plans = task(task_id="check_number_plans")(checks.check_number_plans)()
    billable = task(task_id="show_newly_billable")(checks.show_newly_billable)()
    fill = task(task_id="fill_post_addresses")(checks.fill_post_addresses)()
    tables >> settings >> [login, keeping, plans, billable, fill]


hiperus_check()
