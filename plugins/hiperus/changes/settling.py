"""Brings a change that was sent to its end: found on the platform, read back, held by LMS."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from hiperus.changes.journal import Journal
from hiperus.changes.live import Asker, LiveChange
from hiperus.changes.refresh import read_back, refresh_lms
from hiperus.changes.rules.fields import Action, Entity
from hiperus.changes.rules.plan import Plan, differing, plan_from_json, recorded
from hiperus.changes.rules.request import State, parse_request
from hiperus.changes.sending import await_effect
from hiperus.changes.tables.changes import StoredChange
from hiperus.domain.ports import Platform
from hiperus.errors import HiperusError
from hiperus.run import Run

CHANGES = "change"
"""The lock of changes: they are short, and what one checks must still hold when it is sent."""


@contextmanager
def ending_in(outcome: Callable[[], str]) -> Iterator[None]:
    """Let every error end in what holds on each side: those below know only their own."""
    try:
        yield
    except HiperusError as error:
        raise error.leaving(outcome()) from None


def settle(change: LiveChange, stored: StoredChange) -> None:
    """Bring another change to its end before this one, without sending it again."""
    change.asker.tell(f"to be settled first: {stored.describe()}")
    journal = journal_of(change.run, change.platform, change.asker, stored)
    with ending_in(lambda: f"{journal.outcome()} What this run asks for was not sent."):
        if stored.progress.state is State.PLANNED:
            journal.failed("given up before anything was sent")
            return
        plan = kept_plan(journal)
        if stored.progress.state is State.IN_DOUBT:
            effect = await_effect(journal, plan, is_repeatable=False)
            if not effect.happened:
                journal.failed("it was sent, but the platform shows that it never took effect")
                return
            note_applied(journal, plan, effect.platform_id or 0)
        finish(journal, plan)


def journal_of(run: Run, platform: Platform, asker: Asker, stored: StoredChange) -> Journal:
    """Return the row of a stored change, to go on with it in another run."""
    request = parse_request(stored.entity, stored.action, json.loads(stored.payload))
    return Journal.of(LiveChange(run, platform, asker, request), stored)


def note_applied(journal: Journal, plan: Plan, platform_id: int) -> None:
    """Write down that the platform did it."""
    is_account = plan.entity is Entity.CUSTOMER
    account_id = platform_id if is_account else plan.account_id
    journal.applied(account_id or 0, platform_id)


def finish(journal: Journal, plan: Plan) -> tuple[str, ...]:
    """Read back what the platform holds, bring LMS to it; returns the names of changed fields."""
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
    return plan.changed


def kept_plan(journal: Journal) -> Plan:
    """Return the plan that was kept before it was sent, with what was there before."""
    progress = journal.progress
    assert progress.request is not None  # noqa: S101 - it was planned before it was sent
    plan = plan_from_json(progress.request, journal.request, progress.account_id)
    return replace(plan, before=json.loads(progress.before_values or "{}"))
