"""What one live change works with, and its row in `hv_change` as it goes on."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from hiperus.changes.rules.passwords import PasswordSource
from hiperus.changes.rules.plan import Plan
from hiperus.changes.rules.request import CHANGE_STEPS, ChangeRequest, State, Values
from hiperus.changes.tables.changes import Author, Progress, StoredChange, write_progress
from hiperus.domain.ports import Platform
from hiperus.domain.states import require_step
from hiperus.settings import Settings
from hiperus.storage.database import Database


@dataclass(frozen=True, slots=True)
class Outside:
    """What a change needs from the outside.

    Attributes:
        clock: gives epoch seconds.
        pause: waits so many seconds.
        password: fetches or makes a password.
        tell: shows a line to whoever waits for the change.
    """

    clock: Callable[[], int]
    pause: Callable[[float], None]
    password: Callable[[PasswordSource], str]
    tell: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class ChangeRun:
    """One run of a live change."""

    database: Database
    platform: Platform
    settings: Settings
    author: Author
    outside: Outside


@dataclass(frozen=True, slots=True)
class ChangeResult:
    """What came of a change; it holds no values, so it may go anywhere.

    Attributes:
        change_id: its row in `hv_change`.
        state: how far it came; `planned` for a dry run.
        account_id: the account that was touched, if it is known.
        platform_id: the id of what was made, changed or removed, if it is known.
        changed: the names of the fields that changed.
        lines: what was planned and done.
    """

    change_id: int
    state: State
    account_id: int | None = None
    platform_id: int | None = None
    changed: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(slots=True)
class Journal:
    """One change's row, written step by step; each step is committed by itself."""

    run: ChangeRun
    request: ChangeRequest
    change_id: int
    progress: Progress
    lines: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, run: ChangeRun, request: ChangeRequest, stored: StoredChange) -> Journal:
        """Go on with a row."""
        return cls(run, request, stored.id, stored.progress)

    def tell(self, line: str) -> None:
        """Show a line, and keep it for the result."""
        self.lines.append(line)
        self.run.outside.tell(line)

    def planned(self, plan: Plan) -> None:
        """Keep the plan; what was sent once stays in doubt until it is sent again."""
        self._write(
            account_id=plan.account_id,
            platform_id=plan.target_id,
            object_name=plan.name or None,
            request=plan.to_json(),
            before_values=_json(plan.before),
            reason=None,
        )

    def sending(self) -> None:
        """From now on nobody knows, until the answer is read."""
        self._write(state=State.IN_DOUBT, sent_at=self.run.outside.clock())

    def not_sent(self, reason: str) -> None:
        """The platform was not reached, or refused to look at it: nothing happened."""
        self._write(state=State.PLANNED, sent_at=None, reason=reason)

    def doubted(self, reason: str) -> None:
        """Say why it is not known whether the platform did it."""
        self._write(state=State.IN_DOUBT, reason=reason)

    def applied(self, account_id: int, platform_id: int) -> None:
        """The platform did it."""
        self._write(
            state=State.APPLIED,
            account_id=account_id,
            platform_id=platform_id,
            applied_at=self.run.outside.clock(),
            reason=None,
        )

    def confirmed(self, after: Values, note: str | None) -> None:
        """LMS holds it; in the same transaction as what LMS holds."""
        now = self.run.outside.clock()
        self._write(
            state=State.CONFIRMED,
            after_values=_json(after),
            confirmed_at=now,
            finished_at=now,
            reason=note,
        )

    def failed(self, reason: str) -> None:
        """It did not happen, and nobody goes on with it."""
        self._write(state=State.FAILED, reason=reason, finished_at=self.run.outside.clock())

    def dry(self) -> None:
        """It was only looked at."""
        self._write(reason="dry run", finished_at=self.run.outside.clock())

    def result(self, changed: tuple[str, ...] = ()) -> ChangeResult:
        """Return what came of it."""
        now = self.progress
        return ChangeResult(
            self.change_id, now.state, now.account_id, now.platform_id, changed, tuple(self.lines)
        )

    def _write(self, state: State | None = None, **changes: object) -> None:
        if state is not None:
            require_step(CHANGE_STEPS, self.progress.state, state)
            changes["state"] = state
        tries = self.run.author.origin.try_number
        progress = replace(self.progress, try_number=tries, **changes)  # type: ignore[arg-type]
        write_progress(self.run.database, self.change_id, progress)
        self.progress = progress


def _json(values: Values) -> str:
    return json.dumps(values, sort_keys=True, ensure_ascii=False)
