"""Environment variables that several rooms read: the zone of days, the start of schedules.

Settings of one room only are read there; `docs/operations.md` lists them all.
"""

from __future__ import annotations

import os
from datetime import datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo(os.environ.get("HIPERUS_TIMEZONE", "Europe/Warsaw"))
"""Zone of every schedule and every "today"."""

START_DATE = datetime.strptime(
    os.environ.get("HIPERUS_START_DATE", "2026-11-01"), "%Y-%m-%d"
).replace(tzinfo=ZONE)
"""The first local day that schedules are for: the day of going live."""
