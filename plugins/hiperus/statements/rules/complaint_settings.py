"""The settings in force that bear on what a call or an invoice costs, for a complaint pack."""

from __future__ import annotations

from dataclasses import fields

from hiperus.settings import Settings

_NOT_OF_BILLING = frozenset(
    {"origins", "default_location", "mailing_hour", "mailed_by_lms", "einvoice_days"}
)


def settings_said(settings: Settings) -> list[tuple[str, str, str]]:
    """Return name, value and origin of each setting, in Polish."""
    return [
        (name, _value(getattr(settings, name)), settings.origins.get(name, "domyślnie"))
        for name in (field.name for field in fields(settings))
        if name not in _NOT_OF_BILLING
    ]


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "tak" if value else "nie"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
