"""Refuses to load calls that were deleted after their time: they would be billed again."""

from __future__ import annotations

from hiperus.calls.tables.kept import deleted_months
from hiperus.domain.periods import DaySpan, local_day
from hiperus.errors import InvalidParameterError
from hiperus.storage.database import Database

_SHOWN = 3


def require_kept(database: Database, days: DaySpan) -> None:
    """Refuse to load days whose calls were deleted after their time.

    Raises:
        InvalidParameterError: names the months.
    """
    gone = deleted_months(database, days)
    if gone:
        named = ", ".join(f"{month} on {local_day(since)}" for month, since in gone[:_SHOWN])
        raise InvalidParameterError(
            f"The calls of {days} are not loaded: hiperus_retention deleted those of {named}, "
            "after the time that the setting retention_months gives them. Their invoices and sums "
            "are still here; ask for later days."
        )
