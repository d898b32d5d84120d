"""# Replay quarantined calls, release what waits, give up lost documents

**What.** First it tries call records again that could not be stored: they go through the same
checks and the same merge as a load, what still cannot be stored stays in `hv_quarantine`. Calls
that belonged to nobody are linked again. Then the parked invoices of the chosen customers are
released and issued, these alone, each month of theirs in turn. A released invoice may exceed the
bound that parked it; every other reason (address, division, number plan) must have been mended.

A document that LMS shows as cancelled or deleted can be given up (`void`): its calls and fees are
free again, and the next invoice run of its month issues them anew. Refused while the document still
stands in LMS, or where it has a KSeF number and no correction to zero.

Premium-rate calls above a customer's limit that invoices withheld can be released, for example
because the subscriber had raised the limit in time, or written off. What is released is billed by
the next invoice run as late calls; what is written off counts as settled.

**When.** By hand: after a table was widened or a limit raised, after the platform explained its
data, after somebody looked at a parked invoice, or cancelled an issued one.

**Parameters.**

* `load`: quarantined calls of this load only (`hv_load.id`); empty: of all.
* `reason`: only those set aside for this reason, as `hv_quarantine.reason` has it; empty: all.
* `parked`: LMS customers whose parked invoices are released; empty: none.
* `void`: documents (LMS's ids) to give up; empty: none.
* `premium`, `premium_month` (YYYY-MM), `premium_action` (`release` or `write_off`): customers whose
  withheld premium-rate calls of a month are decided about; empty: none.
* `reason_text`: why; required with `void` and `premium`, kept with what was decided.
* `ignore_missing_cdrs`: why parked invoices may go out although calls of their month are missing.

**Example.** `bin/airflow dags test hiperus_replay --conf '{"parked": [1004]}'`

**When it fails.** `check_parameters`: what was asked; the message says what is wrong.
`replay_calls`: the months before the one that failed are done, run it again.
`void_documents`: a document still stands, or was given up before; nothing was changed.
`decide_premium`: nothing is withheld for a customer; the customers before are decided about.
`release_invoices`: nothing is parked for a customer, or its reason still stands; the others are
issued. `hv_invoice` rows with the state `parked` say who waits, and why.
"""

from __future__ import annotations

from airflow.sdk import Param, dag, task

from hiperus.environment import START_DATE
from hiperus.invoices.rules.premium import PremiumAction
from hiperus.tasks import imports, premium, replays
from hiperus.tasks.frame.defaults import DEFAULTS

PARAMETERS = {
    "load": Param(
        None,
        type=["null", "integer"],
        minimum=1,
        title="Load",
        description="Quarantined calls of this load only (hv_load.id); empty: of all loads.",
    ),
    "reason": Param(
        None,
        type=["null", "string"],
        title="Reason",
        description="Only records set aside for this reason (hv_quarantine.reason); empty: all.",
    ),
    "parked": Param(
        [],
        type="array",  # of no certain kind: the form then takes one id a line, not JSON
        title="Parked customers",
        description="LMS customer ids whose parked invoices are released, one a line; empty: none.",
    ),
    "void": Param(
        [],
        type="array",
        title="Documents to give up",
        description="Ids of documents that LMS cancelled or deleted, one a line; empty: none.",
    ),
    "premium": Param(
        [],
        type="array",
        title="Customers with withheld calls",
        description="LMS customer ids whose premium-rate calls are decided about, one a line.",
    ),
    "premium_month": Param(
        None,
        type=["null", "string"],
        pattern=r"^[0-9]{4}-[0-9]{2}$",
        title="Month of the withheld calls",
        description="As YYYY-MM.",
    ),
    "premium_action": Param(
        None,
        type=["null", "string"],
        enum=[None, *map(str, PremiumAction)],
        title="What to do with withheld calls",
        description="release: the next invoice bills them; write_off: no invoice ever does.",
    ),
    "reason_text": Param(
        None,
        type=["null", "string"],
        title="Why it is decided so",
        description="Required with documents to give up and with withheld calls; it is kept.",
    ),
    "ignore_missing_cdrs": Param(
        None,
        type=["null", "string"],
        title="Bill although calls are missing",
        description="The reason why gaps are accepted; it is kept with the released invoices.",
    ),
}


@dag(
    dag_id="hiperus_replay",
    doc_md=__doc__,
    schedule=None,
    start_date=START_DATE,
    catchup=False,
    max_active_runs=1,
    params=PARAMETERS,
    default_args=DEFAULTS,
    tags=["hiperus", "calls", "invoices"],
)
def hiperus_replay() -> None:
    """Wire the tasks: calls first, so that a released invoice bills what is here."""
    check = task(task_id="check_parameters")(replays.check_parameters)()
    again = task(task_id="replay_calls")(replays.replay_calls)()
    link = task(task_id="link_calls")(imports.link_calls)()
    void = task(task_id="void_documents")(replays.void_documents)()
    decide = task(task_id="decide_premium", trigger_rule="none_failed")(premium.decide_premium)()
    release = task(task_id="release_invoices", trigger_rule="none_failed")(
        replays.release_invoices
    )()
    check >> again >> link >> void >> decide >> release


hiperus_replay()
