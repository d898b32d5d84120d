"""What every DAG of the project shares: zone, start, retries, pools."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hiperus.tasks.alerting import on_failure
from hiperus.tasks.runs import IS_BY_HAND, ZONE_NAME

ZONE = ZoneInfo(ZONE_NAME)

START_DATE = datetime.strptime(
    os.environ.get("HIPERUS_START_DATE", "2026-11-01"), "%Y-%m-%d"
).replace(tzinfo=ZONE)
"""The first local day that schedules are for: the day of going live (`HIPERUS_START_DATE`)."""

FIRST_HISTORY = datetime(2009, 1, 1, tzinfo=ZONE)
"""No calls are older than this; Airflow's backfill can go back so far."""

PLATFORM_POOL = "hiperus_platform"
LMS_POOL = "hiperus_lms"

RETRY_DELAY = timedelta(seconds=float(os.environ.get("HIPERUS_RETRY_SECONDS", "60")))

DEFAULTS: dict[str, Any] = {
    "owner": "hiperus",
    "retries": 2 if IS_BY_HAND else 5,
    "retry_delay": timedelta(seconds=2) if IS_BY_HAND else RETRY_DELAY,
    "retry_exponential_backoff": True,
    "max_retry_delay": timedelta(minutes=30),
    "execution_timeout": timedelta(hours=2),
    "pool": LMS_POOL,
    "on_failure_callback": on_failure,
}
"""Retries are for errors that may heal; the others fail at once (`hiperus.tasks.failures`)."""

PLATFORM_TASK: dict[str, Any] = {"pool": PLATFORM_POOL}
"""For tasks that call the platform."""
