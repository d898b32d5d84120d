"""After an import: open changes whose effect the platform shows come to their end."""

from __future__ import annotations

from contextlib import ExitStack

from hiperus.changes.live import Asker
from hiperus.changes.records import find_effect
from hiperus.changes.refresh import imports_held_off
from hiperus.changes.rules.request import State
from hiperus.changes.settling import CHANGES, finish, journal_of, kept_plan, note_applied
from hiperus.changes.tables.changes import StoredChange, open_changes
from hiperus.domain.ports import Platform
from hiperus.errors import ChangeError, ImportRefusedError, PlatformError
from hiperus.run import Run


def settle_seen(run: Run, platform: Platform, asker: Asker) -> list[str]:
    """Bring open changes to their end whose effect the platform shows; nothing is sent.

    What is not seen stays open, for the change's own next try.

    Args:
        run: the run, over the LMS.
        platform: whom to ask: a few requests for each open change, none where there is none.
        asker: who is told what is done.

    Returns:
        One line for each change that was open.

    Raises:
        StorageError: LMS is out of reach; what was settled before stays.
    """
    with ExitStack() as stack:
        stack.enter_context(run.database.locked(CHANGES))
        stack.enter_context(imports_held_off(run.database))
        sent = [
            stored
            for stored in open_changes(run.database)
            if stored.progress.state in (State.IN_DOUBT, State.APPLIED)
        ]
        return [_look(run, platform, asker, stored) for stored in sent]


def _look(run: Run, platform: Platform, asker: Asker, stored: StoredChange) -> str:
    try:
        is_settled = _settled(run, platform, asker, stored)
    except (PlatformError, ChangeError, ImportRefusedError) as error:
        return f"still open: {stored.describe()}: {error.trouble}"
    return f"settled: change {stored.id}" if is_settled else f"still open: {stored.describe()}"


def _settled(run: Run, platform: Platform, asker: Asker, stored: StoredChange) -> bool:
    journal = journal_of(run, platform, asker, stored)
    plan = kept_plan(journal)
    if stored.progress.state is State.IN_DOUBT:
        effect = find_effect(platform, plan)
        if not effect.happened or plan.sets_unseen_password:
            return False
        note_applied(journal, plan, effect.platform_id or 0)
    finish(journal, plan)
    return True
