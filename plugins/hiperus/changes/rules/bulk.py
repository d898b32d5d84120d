"""Many changes at once: a list of payloads, or a table as CSV, a change each."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import TypedDict

from hiperus.changes.rules.form_fields import by_platform_names, merged
from hiperus.changes.rules.outcomes import NOT_SENT
from hiperus.changes.rules.passwords import refuse_secrets
from hiperus.errors import InvalidParameterError

MOST_CHANGES = 500
_SEPARATORS = (";", "\t", ",")
_OWN = ("entity", "action")
"""What a row may say for itself; else the run's parameters do."""


class AskedChange(TypedDict):
    """One change as it travels between tasks; `row` counts from 1. It holds no secret."""

    row: int
    entity: str
    action: str
    payload: dict[str, object]


def asked_changes(parameters: Mapping[str, object]) -> list[AskedChange]:
    """Return the changes that `payloads` asks for, in its order; none: it is empty.

    What `payload` and the form's fields say holds for every row that does not say otherwise.

    Raises:
        InvalidParameterError: it is no list and no table, holds too many rows, asks for the same
            twice, or holds a password.
    """
    common = parameters["payload"]
    if not isinstance(common, Mapping):
        raise _refused("payload must be an object")
    found = [_asked(row, given, parameters, common) for row, given in _rows(parameters["payloads"])]
    if len(found) > MOST_CHANGES:
        raise _refused(f"payloads has {len(found)} rows; give at most {MOST_CHANGES} at once")
    _require_different(found)
    return found


def _asked(
    row: int,
    given: Mapping[str, object],
    parameters: Mapping[str, object],
    common: Mapping[str, object],
) -> AskedChange:
    refuse_secrets(given)
    entity, action = (str(given.get(name) or parameters[name]) for name in _OWN)
    shared = merged(entity, parameters, common)
    assert isinstance(shared, Mapping)  # noqa: S101 - an object stays one
    own = by_platform_names(entity, {n: v for n, v in given.items() if n not in _OWN})
    return AskedChange(row=row, entity=entity, action=action, payload={**shared, **own})


def _rows(payloads: object) -> Iterator[tuple[int, Mapping[str, object]]]:
    if isinstance(payloads, list) and payloads and all(isinstance(x, str) for x in payloads):
        payloads = "\n".join(payloads)  # the form's list: a line of the table each
    items = _table(payloads) if isinstance(payloads, str) else payloads
    if not isinstance(items, list):
        raise _refused("payloads must be a list of objects, or a table as CSV text")
    for row, item in enumerate(items, 1):
        if not isinstance(item, Mapping):
            raise _refused(f"row {row} of payloads is no object")
        yield row, item


def _table(text: str) -> list[Mapping[str, object]]:
    """Read CSV with a line of names; empty cells are left out."""
    text = text.lstrip("\ufeff").strip()
    if not text:
        return []
    head = text.splitlines()[0]
    separator = max(_SEPARATORS, key=head.count)
    names, *lines = csv.reader(io.StringIO(text), delimiter=separator)
    names = [name.strip() for name in names]
    if len(set(names)) < len(names) or not all(names):
        raise _refused("the first line of payloads must name each column, each differently")
    found: list[Mapping[str, object]] = []
    for line in lines:
        if len(line) > len(names):
            raise _refused(f"row {len(found) + 1} of payloads has more cells than there are names")
        cells = {n: cell.strip() for n, cell in zip(names, line, strict=False) if cell.strip()}
        if cells:
            found.append(cells)
    return found


def _require_different(changes: list[AskedChange]) -> None:
    seen: dict[str, int] = {}
    for change in changes:
        text = json.dumps({**change, "row": 0}, sort_keys=True, default=str)
        if text in seen:
            raise _refused(f"rows {seen[text]} and {change['row']} of payloads ask for the same")
        seen[text] = change["row"]


def _refused(problem: str) -> InvalidParameterError:
    return InvalidParameterError(f"The changes cannot be read: {problem}.").leaving(NOT_SENT)
