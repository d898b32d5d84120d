"""Reads and writes `hv_alert`: one row a cause, with whom it was sent to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from hiperus.alerts.rules.alert import Alert
from hiperus.run import Run
from hiperus.storage.database import Database, Record

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


def causes_of(database: Database, kind: str) -> set[str]:
    """Return all causes of a kind that are kept."""
    return {row["cause"] for row in database.fetch_all("alerts/alerts/select_causes", kind=kind)}


def keep_causes(database: Database, rows: Iterable[Record]) -> None:
    """Write causes down, or that they last: cause, kind, subject, facts, when, by which run."""
    database.execute_many("alerts/alerts/upsert_alert", list(rows))


def forget_causes(database: Database, causes: Iterable[str]) -> None:
    """Remove causes that are gone."""
    rows = [{"cause": cause} for cause in causes]
    database.execute_many("alerts/alerts/delete_cause", rows)
