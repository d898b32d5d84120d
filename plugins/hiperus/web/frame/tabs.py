"""The pages in the order of the tabs."""

from __future__ import annotations

from dataclasses import dataclass


def gettext_noop(text: str) -> str:
    """Mark a text for translation; it is translated where it is shown."""
    return text


@dataclass(frozen=True, slots=True)
class Tab:
    """One page: where it is, and its name before translation."""

    path: str
    name: str


TABS = (
    Tab("/coverage", gettext_noop("Coverage")),
    Tab("/calls", gettext_noop("Calls")),
    Tab("/invoices", gettext_noop("Invoices")),
    Tab("/open-ends", gettext_noop("Open ends")),
)
