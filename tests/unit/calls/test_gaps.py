"""What is said of missing days: compactly, by days and types."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hiperus.calls.gaps import Gap, summed_up
from hiperus.domain.cdr import CallType
from hiperus.domain.periods import Month

OCTOBER = Month(2026, 10)


def gaps(days: Iterable[date], *types: CallType) -> list[Gap]:
    return [Gap(day, kind, True, "partial") for day in days for kind in types]


def october(*days: int) -> list[date]:
    return [date(2026, 10, day) for day in days]


def test_a_covered_month_misses_nothing() -> None:
    assert summed_up([]) == []


def test_days_and_types_are_named_together() -> None:
    assert summed_up(gaps(october(3, 4, 5, 9), CallType.OUTGOING)) == [
        "2026-10-03..2026-10-05 outgoing",
        "2026-10-09 outgoing",
    ]


def test_days_with_other_types_are_named_apart() -> None:
    found = gaps(october(3), CallType.OUTGOING, CallType.DISA) + gaps(october(4), CallType.DISA)
    assert summed_up(found) == ["2026-10-03 outgoing, disa", "2026-10-04 disa"]


def test_a_whole_day_is_named_without_its_types() -> None:
    assert summed_up(gaps(october(31), *CallType)) == ["2026-10-31 all types"]


def test_a_whole_month_is_one_entry() -> None:
    assert summed_up(gaps(OCTOBER.days.days(), *CallType)) == ["2026-10 all types"]
    assert summed_up(gaps(OCTOBER.days.days(), CallType.VPBX)) == ["2026-10 vpbx"]
