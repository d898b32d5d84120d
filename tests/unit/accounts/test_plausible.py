"""When a list is taken for the platform's bad day."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hiperus.accounts.plausible import check_plausible
from hiperus.accounts.rules.reading import Reading
from hiperus.accounts.rules.table_maps import TERMINAL
from hiperus.accounts.tables.reference import Stored
from hiperus.errors import ImplausibleAnswerError

HALF = Decimal(50)


def check(listed: int, stored: Stored, account_id: int | None = None) -> None:
    reading = Reading([{"id": n} for n in range(listed)], [])
    check_plausible(TERMINAL, reading, stored, account_id, HALF)


@pytest.mark.parametrize(("listed", "stored"), [(0, 0), (5, 0), (5, 10), (1, 1), (1, 2), (20, 10)])
def test_plausible_lists_pass(listed: int, stored: int) -> None:
    check(listed, Stored(stored, 0))


@pytest.mark.parametrize(("listed", "stored"), [(0, 1), (0, 100), (4, 10), (49, 99)])
def test_lists_that_would_leave_too_little_are_refused(listed: int, stored: int) -> None:
    with pytest.raises(ImplausibleAnswerError, match=f"LMS holds {stored} terminals and {listed}"):
        check(listed, Stored(stored, 0))


def test_an_account_may_lose_all_it_has_while_the_table_stays_full() -> None:
    check(0, Stored(100, 3), account_id=7)
    with pytest.raises(ImplausibleAnswerError):
        check(0, Stored(3, 3), account_id=7)


def test_even_without_a_limit_nothing_is_emptied() -> None:
    with pytest.raises(ImplausibleAnswerError):
        check_plausible(TERMINAL, Reading([], []), Stored(5, 0), None, Decimal(0))
