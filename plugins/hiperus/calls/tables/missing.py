"""Finds stored calls that an answer did not hold, notes them, or removes them on a full refresh."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from hiperus.calls.rules.shrinking import DayCount
from hiperus.domain.periods import DaySpan, Window, local_midnight
from hiperus.storage.database import Database


class MissingCalls:
    """The stored calls of a window against the staged ones, before these are merged."""

    def __init__(self, database: Database, window: Window, asked: Iterable[bool]) -> None:
        """Look at the calls of the answers that were asked for."""
        asked = set(asked)
        self._database = database
        self._scope: dict[str, str | int] = {
            "window_from": window.days.start.isoformat(),
            "window_to": window.days.end.isoformat(),
            "window_end": local_midnight(window.days.end),
            "calltype": str(window.call_type),
            "wants_yes": "t" if True in asked else "f",
            "wants_no": "t" if False in asked else "f",
        }

    def find(self, found: int, came: Iterable[int]) -> int:
        """Fill the working table of missing calls; returns how many are missing.

        Args:
            found: stored calls of the window that are in the answer.
            came: ids that are in the answer and could not be read; these are not missing.
        """
        if int(self._database.fetch_value("calls/missing/count_stored", **self._scope)) == found:
            return 0
        missing = self._database.execute("calls/missing/insert_missing", **self._scope)
        unread = [{"id": number} for number in came]
        return missing - self._database.execute_many("calls/missing/delete_unread_missing", unread)

    def by_day(self) -> list[tuple[date, int, int]]:
        """Return day, calls that were stored before the load, and those missing of them."""
        missing = self._counts("calls/missing/select_missing_days")
        known = self._counts("calls/missing/select_known_days")
        return [(day, known.get(day, 0) + gone, gone) for day, gone in missing.items()]

    def _counts(self, name: str) -> dict[date, int]:
        rows = self._database.fetch_all(name)
        return {_day(row["day"]): int(row["calls"]) for row in rows}

    def note(self, load_id: int, now: int) -> int:
        """Note the missing calls until their day is judged; returns how many."""
        if self._database.fetch_value("calls/missing/count_noted_missing"):
            self._database.execute("calls/missing/delete_former_missing", **self._scope)
        return self._database.execute(
            "calls/missing/insert_noted_missing", load_id=load_id, now=now
        )

    def invoiced_in_window(self) -> int:
        """Count invoiced calls of the window's days, of all types."""
        bounds = {name: self._scope[name] for name in ("window_from", "window_to")}
        return int(self._database.fetch_value("calls/missing/count_invoiced", **bounds))

    def remove(self, load_id: int, now: int) -> int:
        """Remove the missing calls, with their last version kept; returns how many.

        Those that a hold keeps are noted as missing instead, until their day is judged.
        """
        self._database.execute("calls/missing/delete_former_missing", **self._scope)
        self._keep_held(load_id, now)
        self._database.execute(
            "calls/missing/insert_revisions_of_removed", load_id=load_id, now=now
        )
        self._database.execute("calls/missing/delete_removed_links")
        self._database.execute("calls/missing/delete_removed_marks")
        return self._database.execute("calls/missing/delete_removed_calls")

    def _keep_held(self, load_id: int, now: int) -> None:
        span = {"from_time": self._scope["window_from"], "to_time": self._scope["window_to"]}
        held = self._database.text_of("calls/holds/select_held")
        for name, values in (
            ("calls/missing/insert_held_missing", {"load_id": load_id, "now": now}),
            ("calls/missing/delete_held_missing", {}),
        ):
            text = self._database.text_of(name, held=held)
            self._database.execute_text(text, {**span, **values}, name=name)


def missing_by_day(database: Database, days: DaySpan) -> dict[date, DayCount]:
    """Count stored and missing calls of all types, for the days that have missing ones."""
    rows = database.fetch_all("calls/missing/select_days_with_missing", **_bounds(days))
    counts = {}
    for row in rows:
        day, calls = date.fromisoformat(row["day"]), int(row["calls"])
        counts[day] = DayCount(day, calls, calls - int(row["missing"]))
    return counts


def mark_vanished(database: Database, days: Iterable[date], load_id: int, now: int) -> int:
    """Mark the missing calls of some days as vanished; returns how many."""
    marked = 0
    for day in days:
        bounds = _bounds(DaySpan(day, day + timedelta(days=1)))
        marked += database.execute("calls/missing/insert_marks", **bounds, load_id=load_id, now=now)
    database.execute("calls/missing/insert_revisions_of_vanished", load_id=load_id, now=now)
    database.execute("calls/missing/delete_marked_missing", load_id=load_id)
    return marked


def _bounds(days: DaySpan) -> dict[str, str]:
    return {"from_time": days.start.isoformat(), "to_time": days.end.isoformat()}


def _day(value: date | str | bytes | bytearray) -> date:
    if isinstance(value, date):
        return value
    return date.fromisoformat(value if isinstance(value, str) else value.decode())
