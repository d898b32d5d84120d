"""Former versions of calls, field by field: what was, and what took its place."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hiperus.statements.rules import complaint_words as words
from hiperus.statements.rules.complaint_calls import Complainant, Values
from hiperus.statements.rules.complaint_pack import Evidence, Row
from hiperus.statements.rules.complaint_values import local_time

Cell = str | int | Decimal | None
VERSION_COLUMNS = (
    "Id połączenia",
    "Kiedy",
    "Wczytanie",
    "Co się stało",
    "Pole",
    "Było",
    "Jest",
)
NOTHING_SHOWN = "pola spoza rachunku abonenta"


def version_rows(found: Evidence) -> Iterator[tuple[Cell, ...]]:
    """Yield a row a field that a change touched, and one for a change that touched none."""
    for change in found.revisions:
        what = (
            change["cdr_id"],
            local_time(change["created_at"]),
            change["load_id"],
            words.said(words.REVISIONS, change["kind"]),
        )
        fields = list(_fields(found.whose, change))
        if not fields:
            fields = [(NOTHING_SHOWN if change["kind"] == "changed" else "", "", "")]
        for field in fields:
            yield (*what, *field)


def _fields(whose: Complainant, change: Row) -> Iterator[tuple[Cell, ...]]:
    old: Values = change["old_values"]
    new: Values = change["new_values"]
    if change["kind"] == "vanished":
        return  # it is stored as it was
    for name, said in words.FIELDS.items():
        if (old.get(name) or None) != (new.get(name) or None):
            yield (said, whose.shown(old, name), whose.shown(new, name))
