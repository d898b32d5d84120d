"""By when a complaint has to be answered."""

from datetime import date

from hiperus.domain.periods import local_midnight
from hiperus.notes.rules.complaints import answer_due, is_overdue


def test_days_are_local_ones_also_over_the_change_of_the_clock() -> None:
    last_minute = local_midnight(date(2026, 10, 11)) - 60
    assert answer_due(last_minute) == date(2026, 11, 9)
    assert answer_due(last_minute + 60) == date(2026, 11, 10)


def test_the_last_day_itself_is_in_time() -> None:
    assert not is_overdue(date(2026, 11, 9), date(2026, 11, 9))
    assert is_overdue(date(2026, 11, 9), date(2026, 11, 10))
