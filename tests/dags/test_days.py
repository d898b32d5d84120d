"""Which day a daily run is for: on both days of the clock change, after a pause, by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from airflow.serialization.encoders import coerce_to_core_timetable
from airflow.timetables.base import DagRunInfo, DataInterval, TimeRestriction
from pendulum import instance

from hiperus.domain.periods import DaySpan
from hiperus.tasks import calls
from hiperus.tasks.frame import runs

WARSAW = ZoneInfo("Europe/Warsaw")


@pytest.fixture(scope="module")
def timetable(dag_bag: Any) -> Any:
    """The daily load's timetable, as the scheduler has it."""
    return coerce_to_core_timetable(dag_bag.dags["hiperus_cdr_daily"].timetable)


def at(day: date, hour: int, minute: int) -> Any:
    return instance(datetime(day.year, day.month, day.day, hour, minute, tzinfo=WARSAW))


def days_run(timetable: Any, last: date, until: datetime) -> list[tuple[date, datetime]]:
    """Return day and moment of each run after the one that loaded `last`, with catch-up."""
    start = at(last, 1, 1)
    end = at(last + timedelta(days=1), 1, 1)
    done = DagRunInfo.interval(start, end).data_interval
    found = []
    while True:
        info = timetable.next_dagrun_info(
            last_automated_data_interval=done,
            restriction=TimeRestriction(earliest=start, latest=None, catchup=True),
        )
        if info.run_after > until:
            return found
        done = info.data_interval
        span = runs.days_between(done.start, done.end)
        assert span is not None
        assert span.length == 1
        found.append((span.start, info.run_after.astimezone(WARSAW)))


@pytest.mark.parametrize(
    "change", [date(2026, 10, 25), date(2027, 3, 28)], ids=["to winter time", "to summer time"]
)
def test_each_run_around_the_clock_change_is_for_the_day_before_it(
    timetable: Any, change: date
) -> None:
    first = change - timedelta(days=3)
    found = days_run(timetable, first, at(change + timedelta(days=3), 12, 0))
    assert [day for day, _ in found] == [first + timedelta(days=n) for n in range(1, 6)]
    for day, moment in found:
        assert (moment.date(), moment.hour, moment.minute) == (day + timedelta(days=1), 1, 1)


def test_after_three_days_pause_every_missed_day_is_run(timetable: Any, dag_bag: Any) -> None:
    assert dag_bag.dags["hiperus_cdr_daily"].catchup is True
    found = days_run(timetable, date(2026, 11, 9), at(date(2026, 11, 13), 9, 0))
    assert [day for day, _ in found] == [date(2026, 11, n) for n in (10, 11, 12)]


def context(run_type: str, interval: DataInterval | None) -> dict[str, Any]:
    start, end = interval or (None, None)
    run = SimpleNamespace(
        run_type=SimpleNamespace(value=run_type),
        data_interval_start=start,
        data_interval_end=end,
        logical_date=None,
    )
    return {"dag_run": run, "params": {}}


def test_a_run_by_hand_without_a_logical_date_is_for_yesterday(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(runs, "get_current_context", lambda: context("manual", None))
    monkeypatch.setattr(runs, "today", lambda: date(2026, 10, 26))
    assert runs.interval_days() is None
    assert calls.day_of_run() == date(2026, 10, 25)


def test_a_scheduled_run_that_comes_late_keeps_its_own_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    interval = DataInterval(at(date(2026, 10, 25), 1, 1), at(date(2026, 10, 26), 1, 1))
    monkeypatch.setattr(runs, "get_current_context", lambda: context("scheduled", interval))
    monkeypatch.setattr(runs, "today", lambda: date(2026, 10, 29))
    assert calls.day_of_run() == date(2026, 10, 25)
    assert runs.scheduled_days() == DaySpan(date(2026, 10, 25), date(2026, 10, 26))
