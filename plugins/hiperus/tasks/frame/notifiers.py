"""The ways to reach people, through Airflow's notifiers; chosen by environment variables.

`HIPERUS_ALERT_EMAIL`: addresses, parted by commas; sent by Airflow's connection `smtp_default`.
`HIPERUS_ALERT_WEBHOOK`: a URL that takes a JSON object by POST; its `text` is what chats show.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from airflow.sdk import BaseNotifier
from airflow.sdk.log import mask_secret

from hiperus.alerts.rules.alert import Alert

if TYPE_CHECKING:
    from airflow.sdk.definitions.context import Context

    from hiperus.alerts.announce import Channel

EMAIL = "HIPERUS_ALERT_EMAIL"
WEBHOOK = "HIPERUS_ALERT_WEBHOOK"
WEBHOOK_TIMEOUT_SECONDS = 15


class WebhookNotifier(BaseNotifier):
    """Posts a JSON object to a URL."""

    def __init__(self, url: str, record: dict[str, Any], **kwargs: Any) -> None:
        """Remember what goes where; the URL may be a secret and is masked in logs."""
        super().__init__(**kwargs)
        mask_secret(url)
        self.url = url
        self.record = record

    def notify(self, context: Context) -> None:
        """Post it.

        Raises:
            RequestException: it did not arrive.
        """
        import requests  # noqa: PLC0415 - not for DAG parsing

        answer = requests.post(self.url, json=self.record, timeout=WEBHOOK_TIMEOUT_SECONDS)
        answer.raise_for_status()


@dataclass(frozen=True, slots=True)
class EmailChannel:
    """E-mail, by the SMTP provider's notifier and the connection `smtp_default`."""

    addresses: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"e-mail {', '.join(self.addresses)}"

    def send(self, alert: Alert) -> None:
        """Send it."""
        from airflow.providers.smtp.notifications.smtp import SmtpNotifier  # noqa: PLC0415

        notifier = SmtpNotifier(
            to=list(self.addresses), subject=alert.title, html_content=alert.html()
        )
        # Not called, but told: calling would take braces in an error for a template.
        notifier.notify({})


@dataclass(frozen=True, slots=True)
class WebhookChannel:
    """A chat or an alarm system."""

    url: str

    @property
    def name(self) -> str:
        """Whom it reaches; the rest of the URL may be a secret."""
        return f"webhook {urlsplit(self.url).hostname}"

    def send(self, alert: Alert) -> None:
        """Send it."""
        WebhookNotifier(self.url, alert.as_record()).notify({})


def channels() -> list[Channel]:
    """Return the channels that are configured."""
    addresses = tuple(a.strip() for a in os.environ.get(EMAIL, "").split(",") if a.strip())
    url = os.environ.get(WEBHOOK, "").strip()
    found: list[Channel] = []
    if addresses:
        found.append(EmailChannel(addresses))
    if url:
        found.append(WebhookChannel(url))
    return found
