"""Figures for Airflow's own statistics (StatsD or OpenTelemetry, as Airflow is configured)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from airflow.sdk.observability.stats import gauge, incr

from hiperus.domain.periods import local_midnight

if TYPE_CHECKING:
    from hiperus.calls.rules.loading import WindowSummary
    from hiperus.calls.status import CallsStatus


def count_load(summary: WindowSummary) -> None:
    """Count a window that was loaded, and what became of its rows."""
    call_type = str(summary.window.call_type)
    incr("hiperus.loads", tags={"status": summary.status, "call_type": call_type})
    for outcome in ("inserted", "updated", "unchanged", "quarantined"):
        count = int(getattr(summary, outcome))
        incr("hiperus.rows", count, tags={"outcome": outcome, "call_type": call_type})


def measure_calls(status: CallsStatus, now: int) -> None:
    """Measure how far behind the calls are (seconds), and how many wait for somebody."""
    gauge("hiperus.lag_seconds", now - local_midnight(status.days.end))
    gauge("hiperus.quarantine", status.quarantined)
    gauge("hiperus.unlinked", status.unlinked)
