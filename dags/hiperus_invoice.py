"""# Issue the monthly invoices in LMS

**What.** Bills a calendar month, normally the one before: per terminal its subscription and the
sum of its calls, one invoice per LMS customer, into `documents`, `invoicecontents` and `cash`.
Exactly once: a second run issues only what is missing. First it looks what LMS and its clerks have
made of earlier invoices (`read_back`: cancelled, deleted, edited, corrected, not mailed, refused by
KSeF) and tells people what is new; it changes none of them. Then it links calls that were open, and
waits until the calls of every day are loaded; waiting holds no worker. Each customer is one
transaction.

**When.** On the 1st at 03:15, before LMS mails what was issued that day. The setting
`hiperus_c5.first_billed_month` in LMS's `uiconfig` must say which month is the first to be billed
from here. An Airflow backfill of this DAG is a dry run.

**Parameters.**

* `leftmonth`: bill the month so many months back; empty: the setting, else 1.
* `fakedate`: take this day for today; documents are dated noon of it.
* `subscription_in_advance`: subscription lines are for the month of issue.
* `add_new_invoices`: false adds the lines to the customer's newest open one; empty: the setting.
* `dry_run`: work everything out, write nothing to LMS; a report (HTML, CSV) is written into a
  folder that the log of `write_report` names.
* `require_approval`: write the report, then wait in Airflow's UI (*Required actions*) until a
  person approves the totals; only what was shown is issued. *Reject* ends the run.
* `customers`: LMS customer ids; empty: all.
* `date_next_day`: date the documents 00:05 of the next local day. LMS mails invoices of the day
  only; a run that issues after the setting `mailing_hour` says that they will not be mailed. Not on
  a month's last day, and not with `fakedate`.
* `ignore_missing_cdrs`: why the run may go on although calls are missing; kept with invoices.

**Example.**

    bin/airflow dags test hiperus_invoice --conf '{"fakedate": "2026/07/01", "dry_run": true}'

**When it fails.**

* `check_parameters`: a setting or parameter; the message says which.
* `wait_for_calls`: days of the month were not loaded in time; the message names them and the run of
  `hiperus_cdr_backfill` that loads them. Then clear this task.
* `ask_approval` asks again after an answer that came within seconds: Airflow had not noted the
  question yet; nothing was issued, answer once more.
* `issue_invoices` with "no longer what was approved": something changed while the run waited. Clear
  `write_report` with the tasks after it; it asks again.
* `issue_invoices` with "parked": the others are issued; mend what the message says of each customer
  (address, division, number plan, recipient) and clear the task: it issues only these. An amount
  far above the usual one is released with `hiperus_replay`.
"""

from __future__ import annotations

from datetime import timedelta

from airflow.providers.standard.operators.hitl import ApprovalOperator
from airflow.sdk import CronDataIntervalTimetable, Param, dag, task

from hiperus.environment import START_DATE, ZONE
from hiperus.tasks import approval, imports, invoices, reading_back
from hiperus.tasks.frame import assets
from hiperus.tasks.frame.defaults import DEFAULTS

DAY = r"^\d{4}[-/]\d{2}[-/]\d{2}$"
GATE_BACKSTOP = LONGEST_WAIT = timedelta(days=7)
SHOWN = f"{{{{ ti.xcom_pull(task_ids='{approval.REPORT_TASK}')"

PARAMETERS = {
    "fakedate": Param(
        None,
        type=["null", "string"],
        pattern=DAY,
        title="Date of issue",
        description="Take this day for today (YYYY-MM-DD or YYYY/MM/DD); empty: today.",
    ),
    "leftmonth": Param(
        None,
        type=["null", "integer"],
        minimum=0,
        maximum=120,
        title="Months back",
        description="Bill the month so many months before the date of issue; empty: the setting.",
    ),
    "dry_run": Param(
        False,
        type="boolean",
        title="Dry run",
        description="Work everything out, write a report and nothing to LMS.",
    ),
    "require_approval": Param(
        False,
        type="boolean",
        title="Require approval",
        description="Wait until a person has approved the totals; only what was shown is issued.",
    ),
    "customers": Param(
        [],
        type="array",  # of no certain kind: the form then takes one id a line, not JSON
        title="Customers",
        description="LMS customer ids to bill, one a line; empty: all.",
    ),
    "subscription_in_advance": Param(
        False,
        type="boolean",
        title="Subscription in advance",
        description="Subscription lines are for the month of issue, call lines for the billed one.",
    ),
    "add_new_invoices": Param(
        None,
        type=["null", "boolean"],
        enum=[None, True, False],
        values_display={
            "null": "(as LMS's setting says)",
            "true": "a new invoice for each customer",
            "false": "lines of the customer's newest open invoice",
        },
        title="New invoices",
        description="False: add the lines to the customer's newest open invoice of the month.",
    ),
    "date_next_day": Param(
        False,
        type="boolean",
        title="Date the documents tomorrow",
        description="For a late run: LMS mails invoices of the day only; these go out tomorrow.",
    ),
    "ignore_missing_cdrs": Param(
        None,
        type=["null", "string"],
        title="Bill although calls are missing",
        description="The reason why gaps are accepted; it is kept with the invoices.",
    ),
}


@dag(
    dag_id="hiperus_invoice",
    doc_md=__doc__,
    schedule=CronDataIntervalTimetable("15 3 1 * *", timezone=ZONE.key),
    start_date=START_DATE,
    catchup=False,
    max_active_runs=1,
    params=PARAMETERS,
    default_args=DEFAULTS,
    tags=["hiperus", "invoices"],
)
def hiperus_invoice() -> None:
    """Wire the tasks."""
    check = task(task_id="check_parameters")(invoices.check_parameters)()
    back = task(task_id="read_back")(reading_back.read_back)()
    link = task(task_id="link_calls")(imports.link_calls)()
    gate = task.sensor(
        task_id="wait_for_calls",
        mode="reschedule",
        poke_interval=300,
        timeout=GATE_BACKSTOP.total_seconds(),
        execution_timeout=GATE_BACKSTOP,
    )(invoices.calls_are_here)()
    report = task(task_id=approval.REPORT_TASK)(approval.write_report)()
    ask = ApprovalOperator(
        task_id=approval.ASK_TASK,
        subject=f"Issue the invoices of {SHOWN}['month'] }}}}?",
        body=f"{SHOWN}['text'] }}}}",
        response_timeout=LONGEST_WAIT,
        execution_timeout=None,
    )
    # Without a report, and so without a question, the run goes on.
    issue = task(
        task_id="issue_invoices",
        trigger_rule="none_failed",
        inlets=[assets.CALLS],
        outlets=[assets.INVOICES],
    )(invoices.issue_invoices)()
    check >> back >> link >> gate >> report >> ask >> issue


hiperus_invoice()
