"""Values of a complaint pack as a Polish reader has them: local times, days, flags."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hiperus.domain.periods import WARSAW


def local_time(instant: int | None) -> str:
    """Return an epoch second as local time; empty where there is none."""
    if not instant:
        return ""
    return datetime.fromtimestamp(instant, UTC).astimezone(WARSAW).strftime("%Y-%m-%d %H:%M:%S")


def day_said(day: date | None) -> str:
    """Return a day as YYYY-MM-DD; empty where there is none."""
    return "" if day is None else day.isoformat()


def flag_said(flag: str | None) -> str:
    """Return the platform's t and f as words."""
    return {"t": "tak", "f": "nie"}.get(flag or "", flag or "")
