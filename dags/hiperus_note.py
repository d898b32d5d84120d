"""# Note something for the runs to heed

**What.** Writes down what a person wants the other DAGs to heed, with who and when:

* `hold`: calls of a customer that must be kept, because of a complaint for example. Neither
  `hiperus_retention` nor a full refresh removes a held call.
* `premium_limit`: what a customer chose to spend on premium-rate services in a month (PKE art.
  342). It holds from a month on, until another choice does; without any, the setting
  `premium_limit` holds.

A note is never changed or deleted, only ended, with a reason.

**When.** By hand, over the REST API, or from the page.

**Parameters.**

* `kind`: `hold` or `premium_limit`.
* `action`: `add` or `end`.
* `payload`: for `add` of a hold the fields `customer` (LMS's id), `from` (first day that is kept),
  `until` (last day; empty: until the hold is ended) and `reason`; of a limit `customer`, `from`
  (first month, YYYY-MM), `limit` (PLN a month) and `reason`; for `end` the fields `id` (of
  `hv_hold` or `hv_premium_limit`) and `reason`.

**Example.**

    bin/airflow dags test hiperus_note --conf '{"kind": "hold", "action": "add", "payload":
      {"customer": 1004, "from": "2026-05-01", "until": "2026-08-31", "reason": "reklamacja 7"}}'

**When it fails.** Nothing was noted; the message names everything that is wrong with the payload.
Nobody is alerted of what a person mistyped.

What holds now stands on the page *Open ends*, with forms that trigger this DAG; and in `hv_hold`
and `hv_premium_limit`, where `ended_at` is empty.
"""

from __future__ import annotations

from airflow.sdk import Param, dag, task

from hiperus.environment import START_DATE
from hiperus.notes.rules.requests import NoteAction, NoteKind
from hiperus.tasks import notes
from hiperus.tasks.frame.defaults import DEFAULTS

PARAMETERS = {
    "kind": Param(
        str(NoteKind.HOLD),
        type="string",
        enum=[str(kind) for kind in NoteKind],
        title="What is noted",
        description="hold: calls that must be kept; premium_limit: what a customer may spend.",
    ),
    "action": Param(
        str(NoteAction.ADD),
        type="string",
        enum=[str(action) for action in NoteAction],
        title="What to do",
        description="Add a note, or end one.",
    ),
    "payload": Param(
        {},
        type="object",
        title="Fields",
        description="Hold: customer, from, until, reason. Limit: customer, from, limit, reason. "
        "To end: id, reason.",
    ),
}


@dag(
    dag_id="hiperus_note",
    doc_md=__doc__,
    schedule=None,
    start_date=START_DATE,
    catchup=False,
    params=PARAMETERS,
    default_args=DEFAULTS,
    tags=["hiperus", "notes"],
)
def hiperus_note() -> None:
    """Wire the task."""
    task(task_id="take_note")(notes.take_note)()


hiperus_note()
