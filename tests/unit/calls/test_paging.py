"""An answer is read whole and once, or refused: whatever the platform does about paging."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from hiperus.calls.rules.paging import AnswerReader
from hiperus.domain.cdr import BillingQuery, CallType, CdrRow
from hiperus.errors import IncompleteAnswerError
from tests.support.fake_billing import FakeBilling, a_call, honest

QUERY = BillingQuery(date(2026, 3, 1), date(2026, 3, 31), CallType.OUTGOING, success=True)
Answer = Callable[[list[CdrRow], int, int], list[CdrRow]]


def some_calls(count: int) -> list[CdrRow]:
    return [a_call(id=n) for n in range(1, count + 1)]


def read(answer: Answer, count: int, page_size: int = 10) -> tuple[list[CdrRow], AnswerReader]:
    platform = FakeBilling(some_calls(count), page_size=page_size, answer=answer)
    reader = AnswerReader(platform, QUERY)
    return [row for _, rows in reader.batches() for row in rows], reader


@pytest.mark.parametrize("count", [0, 1, 2, 9, 10, 11, 19, 20, 21, 55])
@pytest.mark.parametrize("page_size", [1, 2, 3, 10, 1000])
def test_honest_pages_are_read_once_each(count: int, page_size: int) -> None:
    found, reader = read(honest, count, page_size)
    assert found == some_calls(count)
    assert reader.to_confirm is None


def capped(rows: list[CdrRow], offset: int, limit: int) -> list[CdrRow]:
    return rows[offset : offset + min(limit, 4)]


def unlimited(rows: list[CdrRow], offset: int, _: int) -> list[CdrRow]:
    return rows[offset:]


def always_everything(rows: list[CdrRow], _: int, __: int) -> list[CdrRow]:
    return rows


def first_request_only(rows: list[CdrRow], offset: int, _: int) -> list[CdrRow]:
    return [] if offset else rows


@pytest.mark.parametrize("count", [1, 3, 4, 5, 9, 23])
@pytest.mark.parametrize("answer", [capped, unlimited, always_everything, first_request_only])
def test_other_ways_of_paging_give_the_same_calls(answer: Answer, count: int) -> None:
    assert read(answer, count)[0] == some_calls(count)


def shrunk_in_the_middle(rows: list[CdrRow], offset: int, limit: int) -> list[CdrRow]:
    return rows[offset : offset + (3 if offset == 9 else limit)]


def test_a_page_that_shrank_is_not_the_end() -> None:
    assert read(shrunk_in_the_middle, 35)[0] == some_calls(35)


def offset_ignored(rows: list[CdrRow], _: int, limit: int) -> list[CdrRow]:
    return rows[:limit]


def one_slipped_out(rows: list[CdrRow], offset: int, limit: int) -> list[CdrRow]:
    return (rows[1:] if offset else rows)[offset : offset + limit]


def one_slipped_in(rows: list[CdrRow], offset: int, limit: int) -> list[CdrRow]:
    return ([a_call(id=99), *rows] if offset else rows)[offset : offset + limit]


def sorted_anew(rows: list[CdrRow], offset: int, limit: int) -> list[CdrRow]:
    return (rows[::-1] if offset else rows)[offset : offset + limit]


def empty_page_between(rows: list[CdrRow], offset: int, limit: int) -> list[CdrRow]:
    return [] if offset == 9 else rows[offset : offset + limit]


def first_page_again(rows: list[CdrRow], offset: int, limit: int) -> list[CdrRow]:
    return rows[: limit if offset in {0, 18} else 0] or rows[offset : offset + limit]


@pytest.mark.parametrize(
    "answer",
    [
        offset_ignored,
        one_slipped_out,
        one_slipped_in,
        sorted_anew,
        empty_page_between,
        pytest.param(first_page_again, id="the first page again, later on"),
    ],
)
def test_pages_that_do_not_tile_are_refused(answer: Answer) -> None:
    with pytest.raises(IncompleteAnswerError, match="did not come as a whole"):
        read(answer, 35)


def turned(rows: list[CdrRow], offset: int, limit: int) -> list[CdrRow]:
    return (rows[3:] + rows[:3] if offset else rows)[offset : offset + limit]


def test_an_answer_of_one_page_may_come_in_another_order_if_the_count_is_right() -> None:
    found, reader = read(turned, 7)
    assert found == some_calls(7)
    assert reader.to_confirm == a_call(id=3)


def test_the_query_and_its_offsets_are_passed_on() -> None:
    platform = FakeBilling(some_calls(12), page_size=10)
    list(AnswerReader(platform, QUERY).batches())
    assert platform.requests == [(QUERY, 0, 10), (QUERY, 9, 10), (QUERY, 11, 10)]
