"""What the gate says of missing days: compactly, by days and types."""

from __future__ import annotations

from datetime import date

from hiperus.domain.cdr import CallType
from hiperus.domain.periods import Month
from hiperus.services.usage_gate import missing_days

OCTOBER = Month(2026, 10)
FULL = {(day, str(kind)): "loaded" for day in OCTOBER.days.days() for kind in CallType}


def test_a_covered_month_misses_nothing() -> None:
    states = dict(zip(FULL, ["loaded", "empty", "closed"] * 62, strict=True))
    assert missing_days(OCTOBER, states) == []


def test_days_and_types_are_named_together() -> None:
    gaps = {(date(2026, 10, day), "outgoing"): "partial" for day in (3, 4, 5, 9)}
    assert missing_days(OCTOBER, FULL | gaps) == [
        "2026-10-03..2026-10-05 outgoing",
        "2026-10-09 outgoing",
    ]


def test_a_whole_day_is_named_without_its_types() -> None:
    gaps = {(date(2026, 10, 31), str(kind)): "failed" for kind in CallType}
    assert missing_days(OCTOBER, FULL | gaps) == ["2026-10-31 all types"]


def test_an_empty_ledger_is_one_entry() -> None:
    assert missing_days(OCTOBER, {}) == ["2026-10 all types"]
