"""Tells people once about each cause, and keeps in `hv_alert` whom it told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from hiperus.alerts.rules.alert import Alert
from hiperus.alerts.tables.alerts import keep_cause, note_sent
from hiperus.run import Run


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


def announce(run: Run, alert: Alert, channels: Sequence[Channel], send: Sender) -> list[str]:
    """Send an alert through those channels that have not had its cause yet.

    A channel that failed is tried again the next time the cause turns up.

    Args:
        run: the run that found it, kept in `hv_alert`.
        alert: what happened.
        channels: whom to tell.
        send: sends through one channel.

    Returns:
        The names of the channels that it was sent through now.
    """
    with run.database.locked(f"alert {alert.cause}"):
        with run.database.transaction():
            known = keep_cause(run, alert)
        sent = [c.name for c in channels if c.name not in known and send(c, alert)]
        if sent:
            with run.database.transaction():
                note_sent(run, alert.cause, [*known, *sent])
        return sent
