"""Drafts of a month that are never done keep nobody from other months, nor from the old ones."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest

from hiperus.web.invoices.draft_data import DraftMonth
from hiperus.web.invoices.draft_worker import MOST_JOBS, SLOW_SECONDS, DraftWorker

Make = Callable[[], DraftMonth]


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def made(name: str) -> Make:
    return lambda: cast("DraftMonth", name)


@pytest.fixture
def never() -> Iterator[Make]:
    """Drafts that are not done before the test ends."""
    end = threading.Event()

    def make() -> Any:
        end.wait(10)
        return "late"

    yield make
    end.set()


def test_a_month_that_is_never_done_does_not_stop_another(never: Make) -> None:
    desk = DraftWorker(patience=0.05)
    assert desk.ask("october", 1, never).is_working
    assert desk.ask("october", 1, never).is_working
    answer = desk.ask("november", 1, made("november"))
    assert cast("str", answer.drafts) == "november"


def test_only_so_many_months_are_worked_out_at_once(never: Make) -> None:
    desk = DraftWorker(patience=0.05)
    for month in range(MOST_JOBS):
        assert desk.ask(month, 1, never).is_working
    before = threading.active_count()
    assert desk.ask("one more", 1, made("x")).is_working
    assert threading.active_count() == before


def test_old_drafts_are_shown_while_new_ones_take_long(never: Make) -> None:
    clock = Clock()
    desk = DraftWorker(clock, patience=0.05)
    assert desk.ask("october", 1, made("old")).drafts
    clock.now += 1000
    assert desk.ask("october", 2, never).is_working
    clock.now += SLOW_SECONDS + 1
    answer = desk.ask("october", 2, never)
    assert cast("str", answer.drafts) == "old"
    assert answer.is_outdated
