"""Reads and writes `hv_premium_limit`: what customers chose to spend on premium-rate services."""

from __future__ import annotations

from hiperus.notes.rules.requests import EndedNote, NewPremiumLimit
from hiperus.notes.tables.endings import end_note
from hiperus.run import Run
from hiperus.storage.database import Database, Record

NAME = "hv_premium_limit"


def add(run: Run, limit: NewPremiumLimit, who: str | None) -> int:
    """Write a choice down; returns its id."""
    return run.database.insert(
        "notes/premium_limits/insert_limit",
        customer_id=limit.customer_id,
        valid_from=limit.first.first_day,
        amount=limit.amount,
        reason=limit.reason,
        noted_by=who,
        noted_at=run.clock(),
        dag_id=run.origin.dag_id,
        run_id=run.origin.run_id,
    )


def end(run: Run, ended: EndedNote, who: str | None) -> bool:
    """End a choice; False: there is none of this id, or it was ended before."""
    return end_note(run, "notes/premium_limits/update_ended", ended, who)


def find_same(database: Database, limit: NewPremiumLimit) -> int | None:
    """Return the choice that holds in the limit's month already, for the same amount, or None."""
    found = database.fetch_value(
        "notes/premium_limits/select_same",
        customer_id=limit.customer_id,
        valid_from=limit.first.first_day,
        amount=limit.amount,
    )
    return int(found) if found is not None else None


def live_limits(database: Database) -> list[Record]:
    """Return the choices that are not ended, by customer and month."""
    return database.fetch_all("notes/premium_limits/select_live")
