"""Calendars of coverage: where a day stands, which state it shows, which days are gaps."""

from __future__ import annotations

from datetime import date, timedelta

from hiperus.calls.rules.coverage import Cell
from hiperus.domain.cdr import CallType
from hiperus.domain.periods import DaySpan
from hiperus.web.coverage.map import Calendar, Frame, calendars, months_above

MONDAY = date(2026, 3, 2)
TODAY = date(2026, 3, 20)
YES = frozenset("t")
MARCH = DaySpan(date(2026, 3, 1), date(2026, 4, 1))


def a_cell(day: int, state: str, success: str = "t", rows: int = 3) -> Cell:
    return Cell(date(2026, 3, day), "outgoing", success, state, rows)


def outgoing(
    *cells: Cell, successes: frozenset[str] = YES, since: date | None = date(2026, 3, 1)
) -> Calendar:
    found = calendars(cells, Frame(MARCH, TODAY, since, successes))
    return next(c for c in found if c.call_type is CallType.OUTGOING)


def states(calendar: Calendar) -> dict[int, str]:
    return {square.day.day: square.state for square in calendar.squares}


def test_every_call_type_has_every_day() -> None:
    found = calendars([], Frame(MARCH, TODAY, None, YES))
    assert [c.call_type for c in found] == list(CallType)
    assert {len(c.squares) for c in found} == {31}


def test_a_column_is_a_week_from_monday() -> None:
    rows = outgoing().rows
    assert len(rows) == 7
    assert rows[0][0] is None  # 1 March 2026 is a Sunday
    assert [row[0].day for row in rows if row[0]] == [date(2026, 3, 1)]
    assert rows[0][1] is not None
    assert rows[0][1].day == MONDAY


def test_a_day_that_nobody_loaded_is_missing_only_after_the_first_load() -> None:
    found = states(outgoing(a_cell(5, "loaded"), since=date(2026, 3, 5)))
    assert found[4] == "before"
    assert found[5] == "loaded"
    assert found[6] == "missing"


def test_today_and_later_are_not_due() -> None:
    found = states(outgoing(a_cell(20, "partial")))
    assert found[19] == "missing"
    assert (found[20], found[31]) == ("ahead", "ahead")


def test_a_failure_of_today_shows() -> None:
    assert states(outgoing(a_cell(20, "failed")))[20] == "failed"


def test_of_two_answers_the_worse_is_shown() -> None:
    both = frozenset("tf")
    cells = (a_cell(1, "loaded"), a_cell(1, "failed", "f"), a_cell(2, "loaded"))
    found = outgoing(*cells, successes=both)
    assert states(found)[1] == "failed"
    assert states(found)[2] == "missing"
    assert states(outgoing(*cells))[1] == "loaded"


def test_calls_of_both_answers_are_added_up() -> None:
    found = outgoing(a_cell(1, "loaded"), a_cell(1, "loaded", "f"), successes=frozenset("tf"))
    assert found.squares[0].calls == 6


def test_gaps_join_days_of_one_state() -> None:
    covered = [a_cell(day, "closed") for day in range(1, 10)]
    covered += [a_cell(day, "empty", rows=0) for day in range(14, 20)]
    found = outgoing(*covered, a_cell(12, "failed", rows=0)).gaps
    assert [(gap.state, gap.first.day, gap.last.day, gap.days) for gap in found] == [
        ("missing", 10, 11, 2),
        ("failed", 12, 12, 1),
        ("missing", 13, 13, 1),
    ]


def test_months_stand_over_the_weeks_that_begin_in_them() -> None:
    found = months_above(DaySpan(date(2026, 2, 1), date(2026, 4, 1)))
    assert [(month.month, weeks) for month, weeks in found] == [(2, 5), (3, 5)]
    calendar = outgoing()
    weeks = sum(count for _, count in months_above(MARCH))
    assert weeks == len(calendar.rows[0])


def test_two_years_fit() -> None:
    days = DaySpan(date(2024, 12, 1), date(2026, 12, 1))
    calendar = calendars([], Frame(days, TODAY, None, YES))[0]
    assert sum(count for _, count in months_above(days)) == len(calendar.rows[0])
    assert calendar.squares[-1].day == days.end - timedelta(days=1)
