"""Reads and writes `hv_hold`: whose calls must be kept, from when, until when, why, by whom."""

from __future__ import annotations

from hiperus.notes.rules.requests import EndedNote, NewHold
from hiperus.notes.tables.endings import end_note
from hiperus.run import Run
from hiperus.storage.database import Database, Record

NAME = "hv_hold"


def add(run: Run, hold: NewHold, who: str | None) -> int:
    """Write a hold down; returns its id."""
    return run.database.insert(
        "notes/holds/insert_hold",
        customer_id=hold.customer_id,
        held_from=str(hold.days_from),
        held_until=str(hold.days_end) if hold.days_end else None,
        reason=hold.reason,
        noted_by=who,
        noted_at=run.clock(),
        dag_id=run.origin.dag_id,
        run_id=run.origin.run_id,
    )


def end(run: Run, ended: EndedNote, who: str | None) -> bool:
    """End a hold; False: there is none of this id, or it was ended before."""
    return end_note(run, "notes/holds/update_ended", ended, who)


def find_same(database: Database, hold: NewHold) -> int | None:
    """Return the live hold of the same customer, days and reason, or None."""
    found = database.fetch_value(
        "notes/holds/select_same",
        customer_id=hold.customer_id,
        held_from=str(hold.days_from),
        held_until=str(hold.days_end) if hold.days_end else "",
        reason=hold.reason,
    )
    return int(found) if found is not None else None


def live_holds(database: Database) -> list[Record]:
    """Return the holds that are not ended, the oldest first."""
    return database.fetch_all("notes/holds/select_live")
