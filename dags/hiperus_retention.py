"""# Delete call records whose time is over

**What.** Deletes the call records of months that are more than `retention_months` (a setting in
LMS, section `hiperus_c5`) before the current one: the calls, whose they are, their former versions
and their records in quarantine. Invoices, lines, sums of each day and the stamp of each call (its
id and what was billed of it) stay. A month goes as a whole, and only when it is settled: every day
covered, invoiced as a whole, each invoice issued or skipped and still in LMS, no priced call on no
invoice, none that became dearer since, no priced record in quarantine. A month that is not stays,
with the reason. What was deleted is not loaded again: a load of such days is refused, because it
would bring back what had to go. There is no way back but a backup.

The setting is 0, so that nothing is ever deleted, until you set it. How long call records must be
kept, and may be, is the operator's to decide: telecommunication, tax and data protection law each
have a say, and change. The smallest setting is 12: so long data needed for charges and complaints
must be kept (PKE art. 391). A call that a hold keeps (`hiperus_note`) stays whatever the setting.

**When.** By hand. Look at a dry run first: the log names the folder of its report (HTML, CSV).

**Parameters.**

* `give_up`: null, or the reason as a text, which is kept in `hv_retention`: delete months although
  something of them can never be billed: priced calls of nobody, records that cannot be read,
  invoices that LMS lost. Whatever else is open still holds a month back.
* `dry_run`: only tell what would be deleted, and what stays for which reason; true unless you say
  otherwise.

**Example.** `bin/airflow dags test hiperus_retention --conf '{"dry_run": false}'`

**When it fails.** The days before the one that failed are deleted, each in a transaction of its
own. Clear the task: it goes on where it stopped.
"""

from __future__ import annotations

from airflow.sdk import Param, dag, task

from hiperus.environment import START_DATE
from hiperus.tasks import retaining
from hiperus.tasks.frame.defaults import DEFAULTS

PARAMETERS = {
    "give_up": Param(
        None,
        type=["null", "string"],
        title="Give up what cannot be billed",
        description="Why months may go although priced calls of them are on no invoice; kept.",
    ),
    "dry_run": Param(
        True,
        type="boolean",
        title="Dry run",
        description="Only tell what would be deleted and what stays; nothing is deleted.",
    ),
}


@dag(
    dag_id="hiperus_retention",
    doc_md=__doc__,
    schedule=None,
    start_date=START_DATE,
    catchup=False,
    max_active_runs=1,
    params=PARAMETERS,
    default_args=DEFAULTS,
    tags=["hiperus", "calls"],
)
def hiperus_retention() -> None:
    """Wire the task."""
    task(task_id="delete_calls")(retaining.delete_calls)()


hiperus_retention()
