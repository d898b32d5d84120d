"""Lists in sentences: cut, and said how many more there are."""

from __future__ import annotations

import pytest

from hiperus.domain.wording import listed


@pytest.mark.parametrize(
    ("count", "between", "text"),
    [
        (0, "; ", ""),
        (1, "; ", "0"),
        (2, "; ", "0; 1"),
        (3, "; ", "0; 1; and 1 more"),
        (12, "; ", "0; 1; and 10 more"),
        (3, ", ", "0, 1 and 1 more"),
        (4, "\n", "0\n1\nand 2 more"),
    ],
)
def test_a_list_is_cut_and_says_how_many_more(count: int, between: str, text: str) -> None:
    assert listed(range(count), 2, between) == text
