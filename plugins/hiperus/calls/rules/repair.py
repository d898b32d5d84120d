"""Which faults of a call cost only a field: no bill needs it, so the call is stored without it.

The record as it came is kept in `hv_quarantine` with the state `repaired`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hiperus.calls.rules.checks import TEXT_FIELDS, Limits, Problem
from hiperus.domain.cdr import CDR_FIELDS, CdrRow

NEEDED = frozenset({"id", "start_time", "calltype", "cost", "duration"})
"""Without these nothing can be billed: a fault sets the call aside."""
NAMES = frozenset({"ext_billing_id", "customer_name", "terminal_name"})
"""Whose call it is. Never cut: half a name may be somebody else's, so the call stays unlinked."""

_PLACES = {name: place for place, name in enumerate(CDR_FIELDS)}


@dataclass(frozen=True, slots=True)
class Repairs:
    """What may be repaired in the LMS at hand; `bills_setup`: set-up fees are billed, too."""

    limits: Limits
    bills_setup: bool = False

    def hindrance(self, row: CdrRow, problems: Iterable[Problem]) -> Problem | None:
        """Return the first problem that sets the call aside, or None: it can be repaired."""
        needed = set(NEEDED)
        if _is_priced(row):
            needed.add("bill_cpb")
        if self.bills_setup:
            needed.add("init_charge")
        return next((problem for problem in problems if problem.field in needed), None)

    def repaired(self, row: CdrRow, problems: Iterable[Problem]) -> CdrRow:
        """Return the row with each faulty field empty; a text that is only too long is cut."""
        values = list(row)
        for problem in problems:
            place = _PLACES[problem.field]
            values[place] = self._cut(problem.field, values[place])
        return tuple(values)

    def _cut(self, field: str, value: bytes | None) -> bytes | None:
        if field not in TEXT_FIELDS or field in NAMES or value is None:
            return None
        try:
            text = value.decode()
        except UnicodeDecodeError:
            return None
        is_storable = "\0" not in text and not (
            self.limits.is_basic_plane_only and max(text) > "\uffff"
        )
        return text[: self.limits.lengths[field]].encode() if is_storable else None


def has_faulty_name(problems: Sequence[Problem]) -> bool:
    """Tell whether it can no longer be said whose call it is."""
    return any(problem.field in NAMES for problem in problems)


def _is_priced(row: CdrRow) -> bool:
    return bool((row[_PLACES["cost"]] or b"").strip(b"-+0. "))
