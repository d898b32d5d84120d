"""Which formats a run asks for, and of which months it may."""

from __future__ import annotations

import pytest

from hiperus.domain.periods import Month
from hiperus.errors import InvalidParameterError
from hiperus.statements.rules.formats import ALL_FORMATS, Format, chosen_formats
from hiperus.statements.rules.period import can_be_stated


@pytest.mark.parametrize("given", [None, [], ["csv", "pdf", "csv"], ("pdf", "csv")])
def test_both_in_one_order(given: object) -> None:
    assert chosen_formats(given) == ALL_FORMATS == (Format.PDF, Format.CSV)


def test_one() -> None:
    assert chosen_formats(["csv"]) == (Format.CSV,)


@pytest.mark.parametrize(
    ("given", "words"),
    [("pdf", "must be a list of pdf, csv"), (7, "must be a list"), (["PDF", "xls"], "'xls'")],
)
def test_others_are_refused(given: object, words: str) -> None:
    with pytest.raises(InvalidParameterError, match=words) as caught:
        chosen_formats(given)
    assert str(caught.value).endswith("Nothing was written.")


def test_months_that_the_page_offers() -> None:
    today = Month(2026, 11)
    offered = [Month(2025, 11).plus(n) for n in range(-1, 14)]
    assert [can_be_stated(month, today) for month in offered] == [False, *[True] * 12, False, False]
