"""However a month is cut into windows, and in whatever order they come, the calls are the same."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from hiperus.domain.periods import DaySpan, Window
from hiperus.errors import IncompleteAnswerError
from hiperus.storage.database import Database
from tests.support.cdr_world import MARCH, a_terminal, an_account, calls, load, rows
from tests.support.fake_billing import FakeBilling, a_call


def a_month(seed: int) -> FakeBilling:
    draw = random.Random(seed)  # noqa: S311
    made = []
    for number in range(1, 121):
        day, hour = draw.randint(1, 31), draw.randint(0, 23)
        start = f"2026-03-{day:02d} {hour:02d}:{draw.randint(0, 59):02d}:59"
        cost = f"{draw.randint(0, 9)}.{draw.randint(0, 9999):04d}"
        name = draw.choice(["term00001", "term2", None])
        made.append(a_call(id=number, start_time=start, cost=cost, terminal_name=name))
    return FakeBilling(made[:100], made[80:], page_size=draw.choice([7, 50, 1000]))


def test_any_split_and_order_gives_the_same_calls(lms_database: Database) -> None:
    an_account(lms_database, 5)
    a_terminal(lms_database, 1, 5)
    platform = a_month(1)
    load(lms_database, platform)
    expected = calls(lms_database), _links(lms_database)
    for seed in range(6):
        draw = random.Random(seed)  # noqa: S311
        for table in ("hv_billing", "hv_billing_link"):
            lms_database.execute_text(f"DELETE FROM {table}")
        cuts = sorted({1, 32, *draw.sample(range(2, 32), draw.randint(0, 5))})
        spans = list(pairwise(cuts))
        spans += draw.sample(spans, 1)
        draw.shuffle(spans)
        days = list(MARCH.days.days())
        platform.page_size = draw.choice([3, 20, 1000])
        for first, end in spans:
            span = DaySpan(
                days[first - 1], days[end - 2].fromordinal(days[end - 2].toordinal() + 1)
            )
            load(lms_database, platform, Window(span, MARCH.call_type))
        assert (calls(lms_database), _links(lms_database)) == expected


def _links(database: Database) -> list[dict[str, object]]:
    return rows(
        database, "SELECT cdr_id, terminal_id, account_id, rule FROM hv_billing_link ORDER BY 1"
    )


def test_calls_that_moved_between_pages_are_not_stored_by_half(lms_database: Database) -> None:
    many = [a_call(id=n) for n in range(1, 31)]

    def swapped(found: list, offset: int, limit: int) -> list:
        """After the first page a read call went to the end, an unread one to the front."""
        moved = [found[25], *found[1:25], *found[26:], found[0]] if offset else found
        return moved[offset : offset + limit]

    platform = FakeBilling(many, page_size=10, answer=swapped)
    with pytest.raises(IncompleteAnswerError, match="came on two pages"):
        load(lms_database, platform)
    assert calls(lms_database) == []


def test_an_answer_whose_last_call_is_unknown_is_not_believed(lms_database: Database) -> None:
    def other_last(found: list, offset: int, limit: int) -> list:
        return [a_call(id=99)] if offset else found[:limit]

    platform = FakeBilling([a_call(id=n) for n in range(1, 8)], answer=other_last)
    with pytest.raises(IncompleteAnswerError, match="changed while they were read"):
        load(lms_database, platform)
    assert calls(lms_database) == []
