"""Reads which months' calls were deleted after their time; `hiperus_retention` writes that down."""

from __future__ import annotations

from hiperus.domain.periods import DaySpan, Month
from hiperus.storage.database import Database


def deleted_months(database: Database, days: DaySpan) -> list[tuple[Month, int]]:
    """Return the months of a period whose calls were deleted, and since when (epoch seconds)."""
    first, after = Month.of(days.start).first_day, days.end
    rows = database.fetch_all("calls/kept/select_deleted_months", start=first, until=after)
    return [(Month.of(row["call_month"]), int(row["started_at"])) for row in rows]
