"""Changes an account, a terminal or a number: on the platform first, then in LMS; never twice.

    intent recorded -> checked against LMS and the platform -> plan shown (a dry run ends here)
    -> `in_doubt` while it is sent -> `applied` -> read back -> LMS refreshed and `confirmed`,
    in one transaction

Whatever breaks this off, the next run of the same change goes on where its row in `hv_change`
stands; a change of something that another one left open settles that one first.
"""

from __future__ import annotations

import json
from contextlib import ExitStack

from hiperus.changes.checks import GuardedChange
from hiperus.changes.journal import Journal
from hiperus.changes.live import Asker, ChangeResult, LiveChange
from hiperus.changes.planning import account_in_lms, make_plan
from hiperus.changes.refresh import imports_held_off
from hiperus.changes.rules.fields import Action
from hiperus.changes.rules.outcomes import NOT_SENT, NOT_SENT_BY_THIS_TRY
from hiperus.changes.rules.plan import Plan
from hiperus.changes.rules.request import State
from hiperus.changes.sending import await_effect, send
from hiperus.changes.settling import (
    CHANGES,
    ending_in,
    finish,
    kept_plan,
    note_applied,
    settle,
)
from hiperus.changes.tables.changes import (
    Progress,
    StoredChange,
    confirmed_change,
    open_changes,
    record_intent,
)
from hiperus.errors import HiperusError, Retriable

__all__ = ["Asker", "ChangeResult", "LiveChange", "provision"]


def provision(change: LiveChange, *, dry_run: bool = False) -> ChangeResult:
    """Make a change, or go on with one that was broken off.

    Args:
        change: what is to be changed, by whom, and where.
        dry_run: check and plan only; nothing is sent.

    Raises:
        InvalidParameterError: a guard refused; nothing was sent.
        RequestRejectedError: the platform refused, in its own words; LMS is as it was.
        ChangeInDoubtError: an answer was lost; the next run looks first.
        HiperusError: its other kinds; `hv_change` says how far it came.
    """
    if dry_run:
        return _plan_only(change)
    with ExitStack() as stack:
        with ending_in(lambda: NOT_SENT_BY_THIS_TRY):
            stack.enter_context(change.run.database.locked(CHANGES))
            stack.enter_context(imports_held_off(change.run.database))
            done = confirmed_change(change.run.database, change.request, change.run.origin)
        if done is not None:
            change.asker.tell(f"{done.describe()} already, by an earlier try of this run")
            return Journal.of(change, done).result()
        journal = _own_journal(change)
        with ending_in(journal.outcome):
            return _carry_out(journal)


def _plan_only(change: LiveChange) -> ChangeResult:
    with ending_in(lambda: NOT_SENT):
        journal = _begin(change, dry_run=True)
        plan = _planned(journal, None)
    journal.dry()
    return journal.result(plan.changed)


def _begin(change: LiveChange, *, dry_run: bool = False) -> Journal:
    request = change.request
    change_id = record_intent(change.run, request, change.asker.name, dry_run=dry_run)
    start = Progress(State.PLANNED, account_id=request.account_id, platform_id=request.target_id)
    return Journal(change, change_id, start)


def _own_journal(change: LiveChange) -> Journal:
    """Return the row of this very change, after whatever else is open about it was settled."""
    own = None
    with ending_in(lambda: NOT_SENT_BY_THIS_TRY):
        found = open_changes(change.run.database)
    for stored in found:
        if stored.fingerprint == change.request.fingerprint:
            own = stored
        elif _concern_the_same(change, stored):
            settle(change, stored)
        else:
            change.asker.tell(f"open: {stored.describe()}; running it again settles it")
    with ending_in(lambda: NOT_SENT_BY_THIS_TRY):
        return Journal.of(change, own) if own else _begin(change)


def _concern_the_same(change: LiveChange, stored: StoredChange) -> bool:
    account = account_in_lms(GuardedChange(change))
    if account is not None and stored.progress.account_id == account:
        return True
    payload = json.loads(stored.payload)
    keys = ("ext_billing_id", "name", "username", "number")
    return any(payload.get(key) and payload[key] == change.request.values.get(key) for key in keys)


def _carry_out(journal: Journal) -> ChangeResult:
    former = None
    if journal.progress.state is State.IN_DOUBT:
        former = kept_plan(journal)
        is_repeatable = former.action is not Action.CREATE
        effect = await_effect(journal, former, is_repeatable=is_repeatable)
        if effect.happened and not former.sets_unseen_password:
            journal.tell("an earlier try took effect, as the platform shows; it is taken over")
            note_applied(journal, former, effect.platform_id or 0)
    if journal.progress.state is State.APPLIED:
        return journal.result(finish(journal, former or kept_plan(journal)))
    plan = _planned(journal, former)
    if plan.is_empty:
        note_applied(journal, plan, plan.target_id or 0)
        return journal.result(finish(journal, plan))
    note_applied(journal, plan, send(journal, plan))
    return journal.result(finish(journal, plan))


def _planned(journal: Journal, former: Plan | None) -> Plan:
    try:
        plan = make_plan(GuardedChange(journal.change), former)
    except HiperusError as error:
        if not isinstance(error, Retriable):
            journal.failed(error.trouble)
        raise
    for line in plan.lines():
        journal.tell(line)
    journal.planned(plan)
    return plan
