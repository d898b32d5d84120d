"""Tells people once about each cause, and keeps in `hv_alert` whom it told."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Protocol

from hiperus.alerts.rules.alert import Alert
from hiperus.storage.database import Database
from hiperus.storage.ledger import RunOrigin

_SEPARATOR = "; "


class Channel(Protocol):
    """A way to reach people. `name` says whom, without secrets."""

    @property
    def name(self) -> str:
        """Whom it reaches, such as `e-mail noc@example.pl`."""
        ...

    def send(self, alert: Alert) -> None:
        """Send it, or raise whatever goes wrong."""
        ...


Sender = Callable[[Channel, Alert], bool]
"""Sends through one channel; returns whether it arrived. Never raises."""


def announce(  # noqa: PLR0913, PLR0917 -- the use case's whole surroundings
    database: Database,
    alert: Alert,
    channels: Sequence[Channel],
    send: Sender,
    origin: RunOrigin,
    clock: Callable[[], int],
) -> list[str]:
    """Send an alert through those channels that have not had its cause yet.

    A channel that failed is tried again the next time the cause turns up.

    Args:
        database: the LMS, for `hv_alert`.
        alert: what happened.
        channels: whom to tell.
        send: sends through one channel.
        origin: the run that found it.
        clock: gives epoch seconds.

    Returns:
        The names of the channels that it was sent through now.
    """
    with database.locked(f"alert {alert.cause}"):
        known = _keep(database, alert, origin, clock())
        sent = [c.name for c in channels if c.name not in known and send(c, alert)]
        if sent:
            with database.transaction():
                database.execute(
                    "alerts/alerts/update_sent",
                    cause=alert.cause,
                    sent_to=_SEPARATOR.join([*known, *sent]),
                    now=clock(),
                )
        return sent


def _keep(database: Database, alert: Alert, origin: RunOrigin, now: int) -> list[str]:
    """Write the cause down; returns who knows it already."""
    with database.transaction():
        database.execute(
            "alerts/alerts/upsert_alert",
            cause=alert.cause,
            kind=str(alert.kind),
            subject=alert.title,
            facts=json.dumps(dict(alert.facts), ensure_ascii=False),
            now=now,
            dag_id=origin.dag_id,
            run_id=origin.run_id,
        )
        row = database.fetch_one("alerts/alerts/select_alert", cause=alert.cause)
    return [name for name in str(row["sent_to"] if row else "").split(_SEPARATOR) if name]
