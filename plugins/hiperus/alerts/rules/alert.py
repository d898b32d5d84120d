"""The alert: one notification a cause, with the facts a person needs to act."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from html import escape

LONGEST_CAUSE = 190
LONGEST_SUBJECT = 200
_DIGEST = 16


class AlertKind(StrEnum):
    """What happened; `docs/operations.md` says of each what to do."""

    FAILED = "failed"
    LATE = "late"
    GATE = "gate"
    QUARANTINE = "quarantine"
    UNLINKED = "unlinked"
    PARKED = "parked"
    CREDIT_DUE = "credit_due"
    DIFFERENCE = "difference"
    DOCUMENT = "document"
    PREMIUM_LIMIT = "premium_limit"


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing that needs a person.

    Attributes:
        kind: what happened.
        about: what makes the cause: the same text is told once.
        subject: one line.
        facts: name and value, in the order they are shown.
    """

    kind: AlertKind
    about: tuple[str, ...]
    subject: str
    facts: Mapping[str, str]

    @property
    def cause(self) -> str:
        """The key in `hv_alert`: readable, and cut with a digest where it is too long."""
        text = " ".join((str(self.kind), *self.about))
        if len(text) <= LONGEST_CAUSE:
            return text
        digest = hashlib.sha256(text.encode()).hexdigest()[:_DIGEST]
        return f"{text[: LONGEST_CAUSE - _DIGEST - 1]} {digest}"

    @property
    def title(self) -> str:
        """The subject as it is sent."""
        line = " ".join(self.subject.split())
        return f"Hiperus: {line[:LONGEST_SUBJECT]}"

    def text(self) -> str:
        """Return the whole alert as plain text."""
        return "\n".join([self.title, "", *(f"{name}: {value}" for name, value in self._told())])

    def html(self) -> str:
        """Return the whole alert as an e-mail's body."""
        rows = "".join(
            f"<tr><th align='left' valign='top'>{escape(name)}</th>"
            f"<td>{escape(value).replace(chr(10), '<br>')}</td></tr>"
            for name, value in self._told()
        )
        return f"<h3>{escape(self.title)}</h3><table cellpadding='4'>{rows}</table>"

    def as_record(self) -> dict[str, object]:
        """Return what a webhook gets; chat programs show `text`."""
        return {
            "text": self.text(),
            "kind": str(self.kind),
            "cause": self.cause,
            "subject": self.title,
            "facts": dict(self._told()),
        }

    def _told(self) -> list[tuple[str, str]]:
        return [(name, value) for name, value in self.facts.items() if value]


def digest_of(items: Iterable[str]) -> str:
    """Return a short text that differs when the items do."""
    return hashlib.sha256("\n".join(sorted(items)).encode()).hexdigest()[:_DIGEST]


def is_above(part: int, whole: int, limit_percent: Decimal) -> bool:
    """Tell whether a share lies above its limit (percent); nothing is never above."""
    return part * Decimal(100) > whole * limit_percent
