"""Which days should be loaded by now."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from hiperus.domain.periods import DaySpan
from hiperus.tasks.frame.alerting import late_days

WARSAW = ZoneInfo("Europe/Warsaw")
LIVE = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("hour", "last"), [(1, date(2026, 11, 8)), (5, date(2026, 11, 8)), (6, date(2026, 11, 9))]
)
def test_until_six_yesterday_may_still_be_missing(hour: int, last: date) -> None:
    now = datetime(2026, 11, 10, hour, 0, tzinfo=WARSAW)
    found = late_days(now, LIVE)
    assert found is not None
    assert (found.start, found.last_day) == (LIVE, last)


def test_before_going_live_nothing_is_late() -> None:
    assert late_days(datetime(2026, 11, 1, 9, tzinfo=WARSAW), LIVE) is None


def test_a_long_pause_is_told_for_a_month_and_no_more() -> None:
    found = late_days(datetime(2027, 3, 1, 9, tzinfo=WARSAW), LIVE)
    assert found == DaySpan(date(2027, 1, 29), date(2027, 3, 1))
