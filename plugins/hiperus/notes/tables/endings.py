"""Ends a note of any kind: who, when and why are added, nothing is taken away."""

from __future__ import annotations

from hiperus.notes.rules.requests import EndedNote
from hiperus.run import Run


def end_note(run: Run, statement: str, ended: EndedNote, who: str | None) -> bool:
    """Run the statement that ends a note; False: there is none of this id, or it was ended."""
    touched = run.database.execute(
        statement,
        id=ended.note_id,
        ended_at=run.clock(),
        ended_by=who,
        ended_reason=ended.reason,
    )
    return bool(touched)
