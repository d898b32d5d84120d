"""Reads the counts and sums that alerts name, and the last failed load of a task."""

from __future__ import annotations

from hiperus.domain.periods import DaySpan
from hiperus.storage.database import Database, Record
from hiperus.storage.ledger import RunOrigin


def count_unlinked(database: Database, days: DaySpan) -> Record:
    """Return `calls` stored, and of them those of no account: `unlinked`, `unlinked_net` (PLN)."""
    texts = {"start_text": str(days.start), "until_text": str(days.end)}
    return database.fetch_all("calls/links/count_unlinked", **texts)[0]


def count_quarantined(database: Database, days: DaySpan) -> Record:
    """Return how many `records` of the days wait in quarantine, and what they cost (`net`, PLN)."""
    return database.fetch_all(
        "calls/quarantine/count_quarantined", start=days.start, until=days.end
    )[0]


def last_failed_load(database: Database, origin: RunOrigin) -> Record | None:
    """Return the newest failed row of `hv_load` that a task left, or None."""
    return database.fetch_one(
        "ledger/select_failed_load",
        dag_id=origin.dag_id,
        run_id=origin.run_id,
        task_id=origin.task_id,
        map_index=origin.map_index,
    )
