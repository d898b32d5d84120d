"""What is kept is shown until its mark changes or it is old, and nothing is made twice at once."""

import threading
import time

import pytest

from hiperus.errors import AskedAlreadyError
from hiperus.web.frame.marked_cache import LONGEST_SECONDS, MarkedCache


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_value_is_made_once_for_a_mark() -> None:
    shelf = MarkedCache(2)
    made = iter(range(9))
    assert [shelf.get("a", mark, lambda: next(made)) for mark in (1, 1, 2, 2)] == [0, 0, 1, 1]


def test_an_old_value_is_made_anew() -> None:
    clock = Clock()
    shelf = MarkedCache(2, clock)
    made = iter(range(9))
    assert shelf.get("a", 1, lambda: next(made)) == 0
    clock.now += LONGEST_SECONDS - 1
    assert shelf.get("a", 1, lambda: next(made)) == 0
    clock.now += 1
    assert shelf.get("a", 1, lambda: next(made)) == 1


def test_the_least_recently_used_value_goes() -> None:
    shelf = MarkedCache(2)
    for key in ("a", "b", "a", "c"):
        shelf.get(key, 1, lambda: None)
    assert [shelf.look(key) is not None for key in ("a", "b", "c")] == [True, False, True]


def test_two_who_ask_at_once_wait_for_one_value() -> None:
    shelf = MarkedCache(2)
    made = []

    def make() -> int:
        time.sleep(0.05)
        made.append(1)
        return len(made)

    found: list[int] = []
    threads = [
        threading.Thread(target=lambda: found.append(shelf.get("a", 1, make))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (found, made) == ([1, 1, 1, 1], [1])


def test_who_asks_while_another_reads_is_told_in_a_moment() -> None:
    shelf = MarkedCache(2, patience=0.05)
    is_read, may_end = threading.Event(), threading.Event()

    def make() -> int:
        is_read.set()
        may_end.wait(10)
        return 1

    reader = threading.Thread(target=lambda: shelf.get("a", 1, make))
    reader.start()
    is_read.wait(10)
    with pytest.raises(AskedAlreadyError):
        shelf.get("a", 1, lambda: 2)
    assert shelf.get("b", 1, lambda: 3) == 3
    may_end.set()
    reader.join()
    assert shelf.get("a", 1, lambda: 4) == 1


def test_a_failed_reading_is_tried_by_the_next() -> None:
    shelf = MarkedCache(2, patience=0.05)
    with pytest.raises(ZeroDivisionError):
        shelf.get("a", 1, lambda: 1 // 0)
    assert shelf.get("a", 1, lambda: 2) == 2
