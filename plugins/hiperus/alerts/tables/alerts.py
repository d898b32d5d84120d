"""Reads and writes `hv_alert`: one row a cause, with whom it was sent to."""

from __future__ import annotations

import json
from collections.abc import Sequence

from hiperus.alerts.rules.alert import Alert
from hiperus.run import Run

_SEPARATOR = "; "


def keep_cause(run: Run, alert: Alert) -> list[str]:
    """Write a cause down with its figures of now; returns the names of who knows it already."""
    run.database.execute(
        "alerts/alerts/upsert_alert",
        cause=alert.cause,
        kind=str(alert.kind),
        subject=alert.title,
        facts=json.dumps(dict(alert.facts), ensure_ascii=False),
        now=run.clock(),
        dag_id=run.origin.dag_id,
        run_id=run.origin.run_id,
    )
    row = run.database.fetch_one("alerts/alerts/select_alert", cause=alert.cause)
    return [name for name in str(row["sent_to"] if row else "").split(_SEPARATOR) if name]


def note_sent(run: Run, cause: str, names: Sequence[str]) -> None:
    """Write down whom a cause has been sent to by now."""
    run.database.execute(
        "alerts/alerts/update_sent", cause=cause, sent_to=_SEPARATOR.join(names), now=run.clock()
    )
