"""Reads and writes `hv_change`: one row a live change, from the intent to its end."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

from hiperus.changes.rules.fields import Entity
from hiperus.changes.rules.request import ChangeRequest, State
from hiperus.run import Run
from hiperus.storage.database import Database, Record
from hiperus.storage.ledger import RunOrigin


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a change has come; instants in epoch seconds, the values are JSON without secrets."""

    state: State
    account_id: int | None = None
    platform_id: int | None = None
    object_name: str | None = None
    request: str | None = None
    before_values: str | None = None
    after_values: str | None = None
    reason: str | None = None
    try_number: int | None = None
    sent_at: int | None = None
    applied_at: int | None = None
    confirmed_at: int | None = None
    finished_at: int | None = None


@dataclass(frozen=True, slots=True)
class StoredChange:
    """A change as it stands."""

    id: int
    entity: str
    action: str
    fingerprint: str
    payload: str
    progress: Progress

    @classmethod
    def from_row(cls, row: Record) -> StoredChange:
        """Build from a row."""
        progress = {name: row[name] for name in Progress.__slots__}
        return cls(
            row["id"],
            row["entity"],
            row["action"],
            row["fingerprint"],
            row["payload"],
            Progress(**{**progress, "state": State(row["state"])}),
        )

    def describe(self) -> str:
        """Return it in words."""
        return (
            f"change {self.id} ({self.action} {Entity(self.entity).word}, account "
            f"{self.progress.account_id or 'not known yet'}): {self.progress.state}"
        )


@dataclass(frozen=True, slots=True)
class Refused:
    """A request that could not be read: its words, and the names of its fields."""

    entity: str
    action: str
    names: frozenset[str]


def record_intent(
    run: Run, request: ChangeRequest, who: str | None, *, dry_run: bool = False
) -> int:
    """Write down what somebody wants; returns the change's id."""
    return _insert(
        run,
        entity=str(request.entity),
        action=str(request.action),
        dry_run="t" if dry_run else "f",
        account_id=request.account_id,
        platform_id=request.target_id,
        fingerprint=request.fingerprint,
        payload=request.payload,
        who=who,
    )


def record_refused(run: Run, refused: Refused, who: str | None, reason: str) -> None:
    """Write down what somebody wanted that could not be read: names of fields, no values."""
    payload = json.dumps({"fields": [name[:30] for name in sorted(refused.names)[:50]]})
    change_id = _insert(
        run,
        entity=refused.entity[:10],
        action=refused.action[:10],
        dry_run="f",
        account_id=None,
        platform_id=None,
        fingerprint=hashlib.sha256(payload.encode()).hexdigest(),
        payload=payload,
        who=who,
    )
    given_up = Progress(State.FAILED, reason=reason, finished_at=run.clock())
    write_progress(run.database, change_id, given_up)


def _insert(run: Run, **said: str | int | None) -> int:
    """Write a new row: what was said, by which task run, and when; it is planned."""
    return run.database.insert(
        "changes/changes/insert_change",
        state=str(State.PLANNED),
        object_name=None,
        dag_id=run.origin.dag_id,
        run_id=run.origin.run_id,
        try_number=run.origin.try_number,
        created_at=run.clock(),
        **said,
    )


def write_progress(database: Database, change_id: int, progress: Progress) -> None:
    """Write how far a change has come."""
    values = asdict(progress) | {"state": str(progress.state)}
    database.execute("changes/changes/update_change", id=change_id, **values)


def open_changes(database: Database) -> list[StoredChange]:
    """Return the changes that are neither confirmed nor given up, the oldest first."""
    return [
        StoredChange.from_row(row)
        for row in database.fetch_all("changes/changes/select_open_changes")
    ]


def confirmed_change(
    database: Database, request: ChangeRequest, origin: RunOrigin
) -> StoredChange | None:
    """Return what this very run has already brought to its end, if it has."""
    row = database.fetch_one(
        "changes/changes/select_confirmed_change",
        run_id=origin.run_id,
        dag_id=origin.dag_id,
        fingerprint=request.fingerprint,
    )
    return StoredChange.from_row(row) if row else None
