"""When people are told: a task failed for good, calls are late, a limit was passed.

An alert never makes a run fail; what goes wrong with one is in the log.
"""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from airflow.sdk.definitions.callback import SyncCallback
from airflow.sdk.definitions.deadline import DeadlineAlert, DeadlineReference

from hiperus.alerts.rules.alert import Alert, AlertKind
from hiperus.domain.periods import DaySpan
from hiperus.environment import START_DATE, ZONE
from hiperus.errors import (
    BillingError,
    ChunkBeforeOpenError,
    IncompleteUsageError,
    InvalidParameterError,
)
from hiperus.tasks.frame import runs
from hiperus.tasks.frame.connections import opened_run
from hiperus.tasks.frame.failures import kind_of
from hiperus.tasks.frame.notifiers import channels

if TYPE_CHECKING:
    from hiperus.alerts.announce import Channel
    from hiperus.storage.ledger import RunOrigin

log = logging.getLogger(__name__)

LOADED_BY_HOUR = 6
"""Yesterday's calls are late after this hour, local time."""

LATE_DAYS_TOLD = 31
QUEUED_TO_LATE = timedelta(hours=4, minutes=59)
"""From 01:01, when the daily load begins, to 06:00."""

CONSEQUENCES: frozenset[type[object]] = frozenset({ChunkBeforeOpenError})
"""Errors that only say that another one, told already, is in the way."""

KINDS: Mapping[type[object], AlertKind] = {
    IncompleteUsageError: AlertKind.GATE,
    BillingError: AlertKind.PARKED,
}
"""What is told of just these errors, not of the classes below them; all others: a failed task."""


def tell(alert: Alert, origin: RunOrigin | None = None) -> None:
    """Tell people once about a cause; where `hv_alert` is out of reach, once a machine.

    Args:
        alert: what happened.
        origin: the task that found it; None: the one that runs now.
    """
    from hiperus.alerts.announce import announce  # noqa: PLC0415

    log.warning("Alert: %s", alert.text())
    try:
        with opened_run(origin) as run:
            announce(run, alert, channels(), _send)
    except Exception as error:
        log.warning("hv_alert is out of reach (%s).", error)
        if _is_first_here(alert):
            for channel in channels():
                _send(channel, alert)


def on_failure(context: Mapping[str, Any]) -> None:
    """Tell that a task failed for good: Airflow calls this once its retries are used up."""
    error = context.get("exception")
    kind = kind_of(error)
    instance, run = context["ti"], context["dag_run"]
    if kind in CONSEQUENCES or (kind is InvalidParameterError and _is_by_hand(run)):
        return
    what = str(context.get("window") or instance.task_id)
    alert = Alert(
        KINDS.get(kind, AlertKind.FAILED),
        (instance.dag_id, run.run_id, kind.__name__),
        f"{instance.dag_id} failed: {what}",
        {
            "what": f"{instance.dag_id}, task {instance.task_id}, {what}",
            "error": f"{kind.__name__}: {error}",
            "run": run.run_id,
            "try": str(instance.try_number),
            **_load_and_calls(run, _origin(context)),
            "log": str(getattr(instance, "log_url", "")),
            "note": "Other tasks of this run that fail for the same reason are not told again.",
        },
    )
    tell(alert, _origin(context))


def deadline() -> DeadlineAlert | None:
    """Return the deadline of the daily load; None where it is switched off.

    Off in `airflow dags test` and with `HIPERUS_DEADLINES=off`: a DAG with a deadline cannot be
    run by `dag.test()` in this version of Airflow.
    """
    if runs.IS_BY_HAND or os.environ.get("HIPERUS_DEADLINES", "on").lower() == "off":
        return None
    # Not the logical date: runs by hand have none, and Airflow would refuse them.
    return DeadlineAlert(
        reference=DeadlineReference.DAGRUN_QUEUED_AT,
        interval=_interval(),
        callback=SyncCallback(calls_are_late),
        name="calls loaded by 06:00",
    )


def calls_are_late(**_: Any) -> None:
    """Tell which days are not here; called when the daily load has not ended by 06:00."""
    from hiperus.calls.status import late_alert  # noqa: PLC0415
    from hiperus.storage.ledger import RunOrigin  # noqa: PLC0415

    days = late_days(datetime.now(ZONE), START_DATE.date())
    if days is None:
        return
    # A deadline's callback runs in no task.
    with opened_run(RunOrigin()) as run:
        alert = late_alert(run.database, days)
    if alert is not None:
        tell(alert, RunOrigin())


def late_days(now: datetime, first: date) -> DaySpan | None:
    """Return the days that should be loaded by now: until 06:00 yesterday may still be missing.

    Args:
        now: local time.
        first: the day of going live; days before it are nobody's duty.
    """
    last = (now - timedelta(hours=LOADED_BY_HOUR)).date() - timedelta(days=1)
    start = max(first, last - timedelta(days=LATE_DAYS_TOLD - 1))
    return DaySpan(start, last + timedelta(days=1)) if start <= last else None


def _is_by_hand(run: Any) -> bool:
    """Whether a person started the run: who mistyped a parameter sees the red run, and why."""
    return str(getattr(run.run_type, "value", run.run_type)) == "manual"


def _interval() -> timedelta:
    seconds = os.environ.get("HIPERUS_DEADLINE_SECONDS", "")
    return timedelta(seconds=float(seconds)) if seconds else QUEUED_TO_LATE


def _send(channel: Channel, alert: Alert) -> bool:
    try:
        channel.send(alert)
    except Exception as error:
        # Its text may quote the URL or the password.
        log.warning("The alert did not go out by %s (%s).", channel.name, type(error).__name__)
        return False
    log.info("The alert went out by %s.", channel.name)
    return True


def _is_first_here(alert: Alert) -> bool:
    name = hashlib.sha256(alert.cause.encode()).hexdigest()
    folder = Path(tempfile.gettempdir(), f"hiperus-alerts-{os.getuid()}")
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        Path(folder, name).touch(exist_ok=False)
    except FileExistsError:
        return False
    except OSError:
        return True
    return True


def _load_and_calls(run: Any, origin: RunOrigin) -> dict[str, str]:
    """Return what the failed load was about, and how the calls of the run's days stand."""
    from hiperus.calls.failed_load import failed_load_facts  # noqa: PLC0415
    from hiperus.calls.status import read_status  # noqa: PLC0415

    days = runs.days_between(run.data_interval_start, run.data_interval_end)
    if not str(run.dag_id).startswith("hiperus_cdr"):
        days = None
    try:
        with opened_run(origin) as opened:
            facts = failed_load_facts(opened.database, origin)
            return {**facts, **(read_status(opened.database, days).facts() if days else {})}
    except Exception as error:
        unknown = f"the database is out of reach ({type(error).__name__})"
        return {"days": str(days) if days else "", "LMS": unknown}


def _origin(context: Mapping[str, Any]) -> RunOrigin:
    from hiperus.storage.ledger import RunOrigin  # noqa: PLC0415

    instance = context["ti"]
    return RunOrigin(
        dag_id=instance.dag_id,
        run_id=instance.run_id,
        task_id=instance.task_id,
        map_index=instance.map_index,
    )
