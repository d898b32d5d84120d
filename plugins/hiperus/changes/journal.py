"""The row in `hv_change` of a live change, as it goes on."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from hiperus.changes.live import ChangeResult, LiveChange
from hiperus.changes.rules.outcomes import Standing
from hiperus.changes.rules.plan import Plan
from hiperus.changes.rules.request import CHANGE_STEPS, ChangeRequest, State, Values
from hiperus.changes.tables.changes import Progress, StoredChange, write_progress
from hiperus.domain.ports import Platform
from hiperus.domain.states import require_step


@dataclass(slots=True)
class Journal:
    """One change's row, written step by step; each step is committed by itself.

    `answered_id`: what the platform said yes to, known before any row says so.
    """

    change: LiveChange
    change_id: int
    progress: Progress
    answered_id: int | None = None

    @classmethod
    def of(cls, change: LiveChange, stored: StoredChange) -> Journal:
        """Go on with a row."""
        return cls(change, stored.id, stored.progress)

    @property
    def request(self) -> ChangeRequest:
        return self.change.request

    @property
    def platform(self) -> Platform:
        return self.change.platform

    def tell(self, line: str) -> None:
        """Show a line of what is planned and done."""
        self.change.asker.tell(line)

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
        self._write(state=State.IN_DOUBT, sent_at=self.change.run.clock())

    def not_sent(self, reason: str) -> None:
        """The platform was not reached, or refused to look at it: nothing happened."""
        self._write(state=State.PLANNED, sent_at=None, reason=reason)

    def doubted(self, reason: str) -> None:
        """Say why it is not known whether the platform did it."""
        self._write(state=State.IN_DOUBT, reason=reason)

    def applied(self, account_id: int, platform_id: int) -> None:
        """The platform did it."""
        self.answered_id = platform_id
        self._write(
            state=State.APPLIED,
            account_id=account_id,
            platform_id=platform_id,
            applied_at=self.change.run.clock(),
            reason=None,
        )

    def confirmed(self, after: Values, note: str | None) -> None:
        """LMS holds it; in the same transaction as what LMS holds."""
        now = self.change.run.clock()
        self._write(
            state=State.CONFIRMED,
            after_values=_json(after),
            confirmed_at=now,
            finished_at=now,
            reason=note,
        )

    def failed(self, reason: str) -> None:
        """It did not happen, and nobody goes on with it."""
        self._write(state=State.FAILED, reason=reason, finished_at=self.change.run.clock())

    def dry(self) -> None:
        """It was only looked at."""
        self._write(reason="dry run", finished_at=self.change.run.clock())

    def outcome(self) -> str:
        """Return what holds on each side now, for whoever reads why it was broken off."""
        now = self.progress
        is_applied = now.state in (State.APPLIED, State.CONFIRMED)
        return Standing(
            now.state,
            f"change {self.change_id} ({self.request.describe()})",
            now.sent_at is not None or is_applied,
            self.answered_id or (now.platform_id if is_applied else None),
        ).outcome()

    def result(self, changed: tuple[str, ...] = ()) -> ChangeResult:
        """Return what came of it."""
        now = self.progress
        return ChangeResult(self.change_id, now.state, now.account_id, now.platform_id, changed)

    def _write(self, state: State | None = None, **changes: object) -> None:
        if state is not None:
            require_step(CHANGE_STEPS, self.progress.state, state)
            changes["state"] = state
        tries = self.change.run.origin.try_number
        progress = replace(self.progress, try_number=tries, **changes)  # type: ignore[arg-type]
        write_progress(self.change.run.database, self.change_id, progress)
        self.progress = progress


def _json(values: Values) -> str:
    return json.dumps(values, sort_keys=True, ensure_ascii=False)
