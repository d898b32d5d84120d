"""# Change an account, a terminal or a number

**What.** Adds, changes or deletes an account (`customer`), a terminal or a number: first on the
Hiperus platform, then in LMS, which is refreshed from what the platform holds afterwards. A change
happens in both places or is named as open, and is never done twice. Each one has a row in
`hv_change`: who, when, what before, what after, in which run.

**When.** By hand, over the REST API, or from another DAG. `dry_run` first shows what would be sent.

**Parameters.**

* `entity`: `customer` (an account of the platform), `terminal` or `number`.
* `action`: `create`, `update` or `delete`.
* `payload`: the fields, by the platform's names. `id_customer`, `id_terminal` or `id_extension` say
  what is changed, and `id_customer` whose a new terminal or number is. A number is given by
  `number`, or chosen: `area_code` takes the first free one; `create_terminal` with `id_pricelist`
  makes a terminal along with it. An emergency location is `id_terminal_location`, or `province`,
  `county` and `borough`. Deleting needs `confirm`: the name of what is deleted; with calls that are
  not invoiced yet also `despite_unbilled_calls`. A second account of one customer needs
  `another_account`. **Never a password**: it is generated, or `password_source` names where it
  is: `connection:<id>` or `variable:<name>`; `generate` gives a terminal a new one. Afterwards it
  can be read in `hv_terminal` or `hv_enduserlist`.
* `dry_run`: check everything and show the plan; send nothing.

**Example.**

    bin/airflow dags test hiperus_provision --conf '{"entity": "terminal", "action": "create",
      "payload": {"id_customer": 12001, "username": "biuro1", "id_pricelist": 2}}'

**When it fails.** The message says whether anything was sent.

* "Nothing was sent": a guard refused, for the reasons named. Correct the payload.
* "The platform refused", in its own words: LMS is as it was.
* "in doubt": an answer was lost. The task tries again by itself; after that, clear it or run the
  same change again: it looks first whether the platform did it, and takes that over.
* The LMS database: the platform may have done it. Clear the task; LMS then catches up.

What is open: `SELECT * FROM hv_change WHERE finished_at IS NULL`.
"""

from __future__ import annotations

from airflow.sdk import Param, dag, task

from hiperus.changes.rules.fields import Action, Entity
from hiperus.environment import START_DATE
from hiperus.tasks import provision
from hiperus.tasks.frame.defaults import DEFAULTS, PLATFORM_TASK

PARAMETERS = {
    "entity": Param(
        str(Entity.CUSTOMER),
        type="string",
        enum=[str(entity) for entity in Entity],
        title="What",
        description="An account of the platform (customer), a terminal or a number.",
    ),
    "action": Param(
        str(Action.UPDATE),
        type="string",
        enum=[str(action) for action in Action],
        title="What to do",
        description="Create it, update it or delete it.",
    ),
    "payload": Param(
        {},
        type="object",
        title="Fields",
        description="By the platform's names, such as id_customer and username; never a password.",
    ),
    "dry_run": Param(
        False, type="boolean", title="Dry run", description="Check and plan; send nothing."
    ),
}


@dag(
    dag_id="hiperus_provision",
    doc_md=__doc__,
    schedule=None,
    start_date=START_DATE,
    catchup=False,
    params=PARAMETERS,
    default_args=DEFAULTS,
    tags=["hiperus", "changes"],
)
def hiperus_provision() -> None:
    """Wire the one task: a change cannot be cut in pieces without its state in between."""
    task(task_id="apply_change", **PLATFORM_TASK)(provision.apply_change)()


hiperus_provision()
