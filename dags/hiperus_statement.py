"""# Write detailed statements of calls

**What.** Writes a detailed statement for each customer (PKE art. 352): every paid call, with the
called number in full, start, duration, net and gross, in the order of terminals. It has the calls
that lines of issued invoices billed, so that its sums are the invoices' own, with the rounding of
each line shown. A call that was never billed is in none.

For each customer a PDF to hand out and a CSV for a Polish spreadsheet, which say the same, below
`HIPERUS_REPORTS`, in the folder `statements`. Nobody but the user that Airflow runs as may read
them: called numbers stand in them. Where `HIPERUS_LMS_DOCUMENTS` names LMS's folder of documents,
each statement also becomes a document of the customer in LMS (type billing), which refers to the
invoice. The same statement is added once; when more was billed since, another one beside it.

**When.** By hand, when a customer asks; the law gives fourteen days, and a customer may ask for the
twelve months before.

**Parameters.**

* `customers`: LMS customer ids; empty: all who told LMS that they want a detailed statement
  (consent 13).
* `month_from`, `month_to`: the months of the calls, as YYYY-MM, both included; empty: last month.
* `formats`: `pdf`, `csv`; empty: both.

**Example.** `bin/airflow dags test hiperus_statement --conf '{"customers": [1004]}'`

**When it fails.** Nothing was written, or the files of the customers before the one that failed are
there; run it again. The message names what cannot be used: a month that is not over, or too far
back, a customer to whom no account is or was linked, or a folder that cannot be written.
"""

from __future__ import annotations

from airflow.sdk import Param, dag, task

from hiperus.environment import START_DATE
from hiperus.tasks import statements
from hiperus.tasks.frame.defaults import DEFAULTS

MONTH = r"^[0-9]{4}-[0-9]{2}$"
PARAMETERS = {
    "customers": Param(
        [],
        type="array",  # of no certain kind: the form then takes one id a line, not JSON
        title="Customers",
        description="LMS customer ids, one a line; empty: all who asked LMS for a statement.",
    ),
    "month_from": Param(
        None,
        type=["null", "string"],
        pattern=MONTH,
        title="First month",
        description="Of the calls, as YYYY-MM; empty: last month.",
    ),
    "month_to": Param(
        None,
        type=["null", "string"],
        pattern=MONTH,
        title="Last month",
        description="Of the calls, as YYYY-MM; empty: the first month alone.",
    ),
    "formats": Param(
        ["pdf", "csv"],
        type="array",
        items={"type": "string", "enum": ["pdf", "csv"]},
        title="Formats",
        description="pdf to hand out, csv for a spreadsheet; empty: both.",
    ),
}


@dag(
    dag_id="hiperus_statement",
    doc_md=__doc__,
    schedule=None,
    start_date=START_DATE,
    catchup=False,
    params=PARAMETERS,
    default_args=DEFAULTS,
    tags=["hiperus", "invoices"],
)
def hiperus_statement() -> None:
    """Wire the task."""
    task(task_id="write_statements")(statements.write_statements)()


hiperus_statement()
