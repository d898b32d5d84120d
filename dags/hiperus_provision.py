"""# Change an account, a terminal or a number

**What.** Adds, changes or deletes an account (`customer`), a terminal or a number, first on the
Hiperus platform, then in LMS, which is refreshed from what the platform holds afterwards. A change
happens in both places or is named as open, and is never done twice. Each one has a row in
`hv_change`: who, when, what before, what after, in which run.

**When.** By hand, over the REST API, or from another DAG. `dry_run` first shows what would be sent.

**Parameters.**

* `entity`: `account` (the platform calls it `customer`, which is understood, too), `terminal` or
  `number`.
* `action`: `create`, `update` or `delete`.
* `account`, `terminal`, `number_id`, `number`, `area_code`, `name`, `price_list`, `subscription`,
  `lms_customer`, `confirm`: the frequent fields, as the form has them; what is empty is left out.
* `payload`: all fields, by the platform's names; the tables below list them. `id_customer`,
  `id_terminal` or `id_extension` say what is changed, and `id_customer` whose a new terminal or
  number is. A number is given by `number`, without its country code (one in front of it is
  recognised), or chosen: `area_code` takes the first free one; `create_terminal` with
  `id_pricelist` makes a terminal along with it. An emergency location is `id_terminal_location`, or
  `province`, `county` and `borough`. Deleting needs `confirm`: the name of what is deleted; with
  calls that are not invoiced yet also `despite_unbilled_calls`. A second account of one customer
  needs `another_account`. **Never a password**: it is generated, or `password_source` names where
  it is: `connection:<id>` or `variable:<name>`; `generate` gives a terminal a new one. Afterwards
  it can be read in `hv_terminal` or `hv_enduserlist`. `bin/airflow dags test` keeps its whole
  command line in Airflow's log table: a password typed there has leaked as well.
* `payloads`: many changes at once: a list of payloads, or a table as CSV (a line of names, then a
  line a change; separated by semicolons, commas or tabs), 500 at most. Columns are named as fields
  are here or in the tables below; `entity` and `action` may be columns, too. What the other
  parameters say holds for every row that does not say otherwise. Each row is a task of its own, one
  after the other, with its own row in `hv_change`; one that fails stops no other.
* `dry_run`: check everything and show the plan; send nothing. Of `payloads` all plans stand in the
  log of `read_changes`, each made as if its row were the only one.

**Example.**

    bin/airflow dags test hiperus_provision --conf '{"entity": "terminal", "action": "create",
      "account": 12001, "name": "biuro1", "price_list": 2}'
    bin/airflow dags test hiperus_provision --conf '{"entity": "terminal", "action": "create",
      "account": 12001, "price_list": 2, "payloads": [{"name": "biuro2"}, {"name": "biuro3"}]}'

**When it fails.** The last sentence of the message says what holds on the platform and in LMS, and
what to do.

* "Nothing was sent": a guard refused, or the payload cannot be read, for the reasons named. Correct
  it. Nobody is alerted of a run that a person mistyped; its row is in `hv_change`, as failed.
* "The platform did not do": it refused, in its own words. LMS is as it was.
* "In doubt": it was sent, and its answer was lost. The task tries again by itself; after that,
  clear it or run the same change again: it looks first whether the platform did it, and takes that
  over.
* "The platform did", but LMS does not show it yet: clear the task, LMS catches up. The next
  `hiperus_import` settles it as well (task `settle_changes`), and gives calls the new name.

What is open: `SELECT * FROM hv_change WHERE finished_at IS NULL`.

**Fields.**

"""

from __future__ import annotations

from airflow.sdk import Param, dag, task

from hiperus.changes.rules.field_words import field_tables
from hiperus.changes.rules.fields import ACCOUNT, Action, Entity
from hiperus.environment import START_DATE
from hiperus.tasks import provision
from hiperus.tasks.frame.defaults import DEFAULTS, PLATFORM_TASK

PARAMETERS = {
    "entity": Param(
        ACCOUNT,
        type="string",
        enum=[ACCOUNT, *(str(entity) for entity in Entity)],
        title="What",
        description="An account of the platform (also called customer), a terminal or a number.",
    ),
    "action": Param(
        str(Action.UPDATE),
        type="string",
        enum=[str(action) for action in Action],
        title="What to do",
        description="Create it, update it or delete it.",
    ),
    **{
        name: Param(None, type=["null", kind], title=title, description=description)
        for name, (kind, title, description) in {
            "account": ("integer", "Account", "Its id on the platform (id_customer)."),
            "terminal": ("integer", "Terminal", "Its id on the platform (id_terminal)."),
            "number_id": ("integer", "Number, its id", "To change or delete one (id_extension)."),
            "number": ("string", "Number", "For a new one, without its country code."),
            "area_code": ("string", "Area code", "Takes the first free number of the area."),
            "name": ("string", "Name", "Of the account, or of the terminal (its username)."),
            "price_list": ("integer", "Price list", "Its id on the platform (id_pricelist)."),
            "subscription": ("integer", "Subscription", "Its id there (id_subscription)."),
            "lms_customer": ("integer", "LMS customer", "Whom the account is linked to."),
            "confirm": ("string", "Confirm", "To delete: the name of what is deleted."),
        }.items()
    },
    "payload": Param(
        {},
        type="object",
        title="Other fields",
        description="By the platform's names, such as id_customer and username; never a password.",
    ),
    "payloads": Param(
        None,
        type=["null", "string", "array"],  # in this order: the form then takes pasted text
        format="multiline",
        title="Many changes",
        description="A table as CSV: a line of names, then a line a change; empty: one change.",
    ),
    "dry_run": Param(
        False, type="boolean", title="Dry run", description="Check and plan; send nothing."
    ),
}


@dag(
    dag_id="hiperus_provision",
    doc_md=f"{__doc__}{field_tables()}\n",
    schedule=None,
    start_date=START_DATE,
    catchup=False,
    params=PARAMETERS,
    default_args=DEFAULTS,
    tags=["hiperus", "changes"],
)
def hiperus_provision() -> None:
    """Wire one change, or many: one cannot be cut in pieces without its state in between."""
    task(task_id="apply_change", **PLATFORM_TASK)(provision.apply_change)()
    many = task(task_id="read_changes", **PLATFORM_TASK)(provision.read_changes)()
    # One after the other: the platform takes one change at a time.
    one_by_one = {"max_active_tis_per_dagrun": 1, "map_index_template": "{{ change }}"}
    task(task_id="apply_changes", **one_by_one, **PLATFORM_TASK)(provision.apply_one).expand(
        what=many
    )


hiperus_provision()
