"""The defaults of every DAG: pools, retries, and the alert of a failure."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from typing import Any

from hiperus.environment import ZONE
from hiperus.tasks.frame.alerting import on_failure
from hiperus.tasks.frame.runs import IS_BY_HAND

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
"""Retries are for errors that may heal; the others fail at once (`failures.py`)."""

PLATFORM_TASK: dict[str, Any] = {"pool": PLATFORM_POOL}
"""For tasks that call the platform."""
