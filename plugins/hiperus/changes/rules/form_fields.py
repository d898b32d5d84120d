"""The fields of the trigger form: what a person calls them, and the platform's names for them."""

from __future__ import annotations

from collections.abc import Mapping

from hiperus.changes.rules.fields import Entity
from hiperus.changes.rules.outcomes import NOT_SENT
from hiperus.errors import InvalidParameterError

FORM_FIELDS: Mapping[str, str] = {
    "account": "id_customer",
    "terminal": "id_terminal",
    "number_id": "id_extension",
    "number": "number",
    "area_code": "area_code",
    "name": "name",
    "price_list": "id_pricelist",
    "subscription": "id_subscription",
    "lms_customer": "ext_billing_id",
    "confirm": "confirm",
}
"""By the parameter's name the platform's; a terminal's name is its `username`."""


def merged(entity: str, parameters: Mapping[str, object], payload: object) -> object:
    """Return a payload with the form's single fields; those that are empty are left out.

    Args:
        entity: what the change is about, as it was given.
        parameters: the run's; others than the form's fields are passed over.
        payload: as it was given; what is no object is returned as it is, for the check to refuse.

    Raises:
        InvalidParameterError: a field is given twice with different values.
    """
    if not isinstance(payload, Mapping):
        return payload
    typed = by_platform_names(entity, {name: parameters.get(name) for name in FORM_FIELDS})
    differ = [n for n, value in typed.items() if n in payload and _text(payload[n]) != _text(value)]
    if differ:
        raise InvalidParameterError(
            f"{', '.join(differ)} is given as a field and in the payload, and differs; give one."
        ).leaving(NOT_SENT)
    return {**payload, **typed}


def by_platform_names(entity: str, fields: Mapping[str, object]) -> dict[str, object]:
    """Return fields by the platform's names; empty ones are left out, unknown names stay."""
    return {_platform_name(name, entity): value for name, value in fields.items() if _text(value)}


def _platform_name(name: str, entity: str) -> str:
    if name == "name" and entity.strip().lower() == Entity.TERMINAL:
        return "username"
    return FORM_FIELDS.get(name, name)


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()
