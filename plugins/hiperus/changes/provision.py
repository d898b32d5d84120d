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
from dataclasses import replace

from hiperus.changes.checks import GuardedChange
from hiperus.changes.journal import Journal
from hiperus.changes.live import Asker, ChangeResult, LiveChange
from hiperus.changes.planning import account_in_lms, make_plan
from hiperus.changes.refresh import imports_held_off, read_back, refresh_lms
from hiperus.changes.rules.fields import Action, Entity
from hiperus.changes.rules.plan import Plan, differing, plan_from_json, recorded
from hiperus.changes.rules.request import State, parse_request
from hiperus.changes.sending import await_effect, send
from hiperus.changes.tables.changes import (
    Progress,
    StoredChange,
    confirmed_change,
    open_changes,
    record_intent,
)
from hiperus.errors import HiperusError, Retriable

__all__ = ["Asker", "ChangeResult", "LiveChange", "provision"]

_LOCK = "change"
"""One change at a time: they are short, and what they check must still hold when they are sent."""


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
    run = change.run
    with ExitStack() as stack:
        stack.enter_context(run.database.locked(_LOCK))
        stack.enter_context(imports_held_off(run.database))
        done = confirmed_change(run.database, change.request, run.origin)
        if done is not None:
            change.asker.tell(f"{done.describe()} already, by an earlier try of this run")
            return Journal.of(change, done).result()
        return _carry_out(_own_journal(change))


def _plan_only(change: LiveChange) -> ChangeResult:
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
    for stored in open_changes(change.run.database):
        if stored.fingerprint == change.request.fingerprint:
            own = stored
        elif _concern_the_same(change, stored):
            _settle(change, stored)
        else:
            change.asker.tell(f"open: {stored.describe()}; running it again settles it")
    return Journal.of(change, own) if own else _begin(change)


def _concern_the_same(change: LiveChange, stored: StoredChange) -> bool:
    account = account_in_lms(GuardedChange(change))
    if account is not None and stored.progress.account_id == account:
        return True
    payload = json.loads(stored.payload)
    keys = ("ext_billing_id", "name", "username", "number")
    return any(payload.get(key) and payload[key] == change.request.values.get(key) for key in keys)


def _settle(change: LiveChange, stored: StoredChange) -> None:
    """Bring another change to its end, without sending it again."""
    request = parse_request(stored.entity, stored.action, json.loads(stored.payload))
    journal = Journal.of(replace(change, request=request), stored)
    change.asker.tell(f"to be settled first: {stored.describe()}")
    if stored.progress.state is State.PLANNED:
        journal.failed("given up before anything was sent")
        return
    plan = _kept_plan(journal)
    if stored.progress.state is State.IN_DOUBT:
        effect = await_effect(journal, plan, is_repeatable=False)
        if not effect.happened:
            journal.failed("it was sent, but the platform shows that it never took effect")
            return
        _note_applied(journal, plan, effect.platform_id or 0)
    _finish(journal, plan)


def _carry_out(journal: Journal) -> ChangeResult:
    former = None
    if journal.progress.state is State.IN_DOUBT:
        former = _kept_plan(journal)
        is_repeatable = former.action is not Action.CREATE
        effect = await_effect(journal, former, is_repeatable=is_repeatable)
        if effect.happened and not _has_unseen_password(former):
            journal.tell("an earlier try took effect, as the platform shows; it is taken over")
            _note_applied(journal, former, effect.platform_id or 0)
    if journal.progress.state is State.APPLIED:
        return _finish(journal, former or _kept_plan(journal))
    plan = _planned(journal, former)
    if plan.is_empty:
        _note_applied(journal, plan, plan.target_id or 0)
        return _finish(journal, plan)
    _note_applied(journal, plan, send(journal, plan))
    return _finish(journal, plan)


def _has_unseen_password(plan: Plan) -> bool:
    """Whether an update sets a password: nobody can see whether it did, so it is set again."""
    return plan.action is Action.UPDATE and plan.secret is not None


def _planned(journal: Journal, former: Plan | None) -> Plan:
    try:
        plan = make_plan(GuardedChange(journal.change), former)
    except HiperusError as error:
        if not isinstance(error, Retriable):
            journal.failed(str(error))
        raise
    for line in plan.lines():
        journal.tell(line)
    journal.planned(plan)
    return plan


def _note_applied(journal: Journal, plan: Plan, platform_id: int) -> None:
    is_account = plan.entity is Entity.CUSTOMER
    account_id = platform_id if is_account else plan.account_id
    journal.applied(account_id or 0, platform_id)


def _finish(journal: Journal, plan: Plan) -> ChangeResult:
    """Read back what the platform holds, and bring LMS to it."""
    progress = journal.progress
    platform_id = progress.platform_id or 0
    back = read_back(journal.platform, plan, progress.account_id or 0)
    record = back.record(journal.request, platform_id)
    note = None
    if record is not None and plan.action is not Action.DELETE:
        kept = differing(plan, record)
        note = f"the platform kept its own value of {', '.join(kept)}" if kept else None
    after = recorded(record) if record is not None else {}
    for line in refresh_lms(journal.change.run, back, plan, lambda: journal.confirmed(after, note)):
        journal.tell(line)
    if note:
        journal.tell(note)
    journal.tell(
        f"confirmed: {journal.request.describe()}, platform id {platform_id}; LMS holds it"
    )
    return journal.result(plan.changed)


def _kept_plan(journal: Journal) -> Plan:
    progress = journal.progress
    assert progress.request is not None  # noqa: S101 - it was planned before it was sent
    return plan_from_json(progress.request, journal.request, progress.account_id)
