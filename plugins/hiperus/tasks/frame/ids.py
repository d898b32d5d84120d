"""Lists of ids as the trigger form, the REST API and `--conf` give them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hiperus.errors import InvalidParameterError


def ids_of(parameters: Mapping[str, Any], name: str, what: str) -> list[int]:
    """Return a parameter's ids in order, each once.

    Args:
        parameters: of the run.
        name: of the parameter.
        what: what the ids are of, for the message.

    Raises:
        InvalidParameterError: it holds something else.
    """
    given = parameters[name] or []
    items = given if isinstance(given, list) else [given]
    items = [item for item in items if str(item).strip()]  # the form's empty lines
    if not all(str(item).isdigit() and not isinstance(item, bool) for item in items):
        raise InvalidParameterError(f"{name} is {str(given)[:40]!r}; it must be a list of {what}.")
    return sorted({int(item) for item in items})
