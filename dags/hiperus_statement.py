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

With `complaint` it writes a complaint pack instead (PKE art. 378): a folder such as
`reklamacja-1004-2026-10`, whose `index.html` says what ties to what and by when an answer is due.
Beside it are CSV files: every call of the months (paid, free, failed, vanished, not invoiced yet),
each former version, the loads, how it was found whose a call is, what invoice lines bill of it,
what LMS did with the invoices, records in quarantine, the settings in force, open holds. A call is
in it where it is the customer's or one of his invoices billed it; of other customers it says
nothing but that they were others.

With `year` it writes the figures of a year for the report to UKE (PKE art. 20):
`podsumowanie-2026.csv` with calls, minutes and net revenue by direction, at home or abroad, private
or company, and the active numbers. The page *Calls* shows the same.

**When.** By hand, when a customer asks; the law gives fourteen days, and a customer may ask for the
twelve months before.

**Parameters.**

* `customers`: LMS customer ids; empty: all who told LMS that they want a detailed statement
  (consent 13), or a simplified one (consent 14): by type of service, without single calls.
* `month_from`, `month_to`: the months of the calls, as YYYY-MM, both included; empty: last month. A
  complaint may be about the current month, too, and about calls that a hold has kept for longer.
* `formats`: `pdf`, `csv`; empty: both.
* `complaint`: true: a complaint pack of exactly one customer.
* `year`: the summary of a year, alone; one that is not over counts until now.

**Example.** `bin/airflow dags test hiperus_statement --conf '{"customers": [1004]}'`

**When it fails.** Nothing was written, or the files of the customers before the one that failed are
there; run it again. The message names what cannot be used: a month that is not over, or too far
back, a customer to whom no account is or was linked, a folder that cannot be written, a complaint
of several customers at once, or a year together with anything else.
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
    "complaint": Param(
        False,
        type="boolean",
        title="Complaint pack",
        description="All that is known of one customer's calls, instead of a statement.",
    ),
    "year": Param(
        None,
        type=["null", "integer"],
        minimum=1990,
        maximum=2100,
        title="Year",
        description="The yearly summary of all calls, instead of statements.",
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
