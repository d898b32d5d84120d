"""# Check the installation

**What.** Queries the LMS database, creates or upgrades the tables of this project, prints the
settings in force and where each came from, and logs in to the platform.

**When.** First thing after installing, after an upgrade, and whenever a run complains about
connections, tables or settings. It changes nothing but the tables of this project.

**Parameters.** None.

**Example.** `bin/airflow dags test hiperus_check`

**When it fails.** The task that is red says which part is wrong:

* `create_tables`: the connection `lms_default`, or the rights of its role. Creating tables and
  widening `hv_billing.id` on PostgreSQL needs the tables' owner; see `docs/operations.md`.
* `show_settings`: a value in LMS's `uiconfig`, section `hiperus_c5`; the message lists them all.
* `check_platform`: the connection `hiperus_default`, or the login in `uiconfig`.
"""

from __future__ import annotations

from airflow.sdk import dag, task

from hiperus.environment import START_DATE
from hiperus.tasks import checks
from hiperus.tasks.frame.defaults import DEFAULTS


@dag(
    dag_id="hiperus_check",
    doc_md=__doc__,
    schedule=None,
    start_date=START_DATE,
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULTS,
    tags=["hiperus", "setup"],
)
def hiperus_check() -> None:
    """Wire the tasks."""
    tables = task(task_id="create_tables")(checks.create_tables)()
    settings = task(task_id="show_settings")(checks.show_settings)()
    login = task(task_id="check_platform")(checks.check_platform)()
    tables >> settings >> login


hiperus_check()
