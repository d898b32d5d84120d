"""Days, months, windows and chunks: half-open, local, calendar-aligned."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiperus.domain.cdr import CallType
from hiperus.domain.periods import (
    DaySpan,
    Month,
    Window,
    billing_days,
    local_day,
    local_midnight,
    parse_day,
    windows,
)
from hiperus.errors import InvalidParameterError

DAYS = st.dates(date(2009, 1, 1), date(2031, 12, 31))


def span(first: str, last: str) -> DaySpan:
    return DaySpan(date.fromisoformat(first), date.fromisoformat(last) + timedelta(days=1))


def test_history_is_cut_into_half_years_that_start_in_january_and_july() -> None:
    chunks = span("2010-01-01", "2011-03-15").chunks(6)
    assert [str(chunk) for chunk in chunks] == [
        "2010-01-01..2010-06-30",
        "2010-07-01..2010-12-31",
        "2011-01-01..2011-03-15",
    ]


@pytest.mark.parametrize("months", [0, 7, -6])
def test_a_chunk_longer_than_the_platform_allows_is_refused(months: int) -> None:
    with pytest.raises(InvalidParameterError, match="must be between 1 and 6"):
        span("2012-01-01", "2012-12-31").chunks(months)


@given(DAYS, st.integers(1, 900), st.integers(1, 6))
def test_chunks_and_windows_tile_the_days_without_gap_or_overlap(
    start: date, length: int, months: int
) -> None:
    days = DaySpan(start, start + timedelta(days=length))
    chunks = days.chunks(months)
    pieces = [month for chunk in chunks for month in chunk.months()]
    for parts in (chunks, pieces):
        assert parts[0].start == days.start
        assert parts[-1].end == days.end
        assert all(a.end == b.start for a, b in itertools.pairwise(parts))
    assert all(Month.of(piece.start) == Month.of(piece.last_day) for piece in pieces)
    for chunk in chunks:
        first, last = Month.of(chunk.start), Month.of(chunk.last_day)
        assert first.plus(months) > last


def test_windows_come_month_by_month_and_say_what_they_are() -> None:
    found = windows(span("2012-01-01", "2012-02-10"), [CallType.OUTGOING, CallType.VPBX])
    assert [str(window) for window in found] == [
        "2012-01 outgoing",
        "2012-01 vpbx",
        "2012-02-01..2012-02-10 outgoing",
        "2012-02-01..2012-02-10 vpbx",
    ]
    assert found[0] == Window(Month(2012, 1).days, CallType.OUTGOING)


@pytest.mark.parametrize(
    ("keyword", "expected"),
    [
        ("currday", ("2026-03-01", "2026-03-01")),
        ("lastday", ("2026-02-28", "2026-02-28")),
        ("currmonth", ("2026-03-01", "2026-03-01")),
        ("lastmonth", ("2026-02-01", "2026-02-28")),
        ("currweek", ("2026-02-23", "2026-03-01")),
    ],
)
def test_the_old_words_for_days_mean_what_they_meant(
    keyword: str, expected: tuple[str, str]
) -> None:
    assert billing_days(keyword, date(2026, 3, 1)) == span(*expected)


def test_an_unknown_word_for_days_is_refused_with_the_choices() -> None:
    with pytest.raises(InvalidParameterError, match="choose one of currday, lastday"):
        billing_days("yesterday", date(2026, 3, 1))


@pytest.mark.parametrize("text", ["2024-02-29", "2024/02/29", " 2024-02-29 "])
def test_days_are_read_in_both_spellings(text: str) -> None:
    assert parse_day(text) == date(2024, 2, 29)


@pytest.mark.parametrize("text", ["2023-02-29", "29.02.2024", "", "2024-13-01"])
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(InvalidParameterError, match=r"billing_from is .*no date"):
        parse_day(text, "billing_from")


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(InvalidParameterError, match="holds no day"):
        DaySpan(date(2026, 3, 2), date(2026, 3, 2))


def test_days_of_the_clock_change_have_23_and_25_hours() -> None:
    spring, autumn = date(2026, 3, 29), date(2026, 10, 25)
    hours = [
        (local_midnight(day + timedelta(days=1)) - local_midnight(day)) / 3600
        for day in (spring, autumn)
    ]
    assert hours == [23, 25]
    assert local_day(local_midnight(autumn)) == autumn
    assert local_day(local_midnight(autumn) - 1) == date(2026, 10, 24)


@pytest.mark.parametrize(
    ("text", "expected"), [("2026-01", Month(2026, 1)), (" 2026-12 ", Month(2026, 12))]
)
def test_months_are_read(text: str, expected: Month) -> None:
    assert Month.parse(text) == expected


@pytest.mark.parametrize("text", ["2026", "2026-13", "styczeń", ""])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(InvalidParameterError, match="is no month"):
        Month.parse(text)


@pytest.mark.parametrize(
    ("first", "second", "months"),
    [("2026-10", "2026-10", 0), ("2025-11", "2026-02", 3), ("2026-02", "2025-11", -3)],
)
def test_months_are_counted_from_one_to_another(first: str, second: str, months: int) -> None:
    start, end = Month.parse(first), Month.parse(second)
    assert start.months_until(end) == months
    assert start.plus(months) == end


def test_months_through_another_hold_both() -> None:
    november = Month(2025, 11)
    assert [str(m) for m in november.through(Month(2026, 1))] == ["2025-11", "2025-12", "2026-01"]
    assert november.through(november) == [november]
    assert november.through(Month(2025, 10)) == []
