"""Platform against LMS: what only one side has, and what belongs to somebody else there."""

from __future__ import annotations

from hiperus.reconcile.rules.comparing import Item, compare


def test_equal_lists_differ_in_nothing() -> None:
    assert compare("number", {1: Item(5)}, {1: Item(5)}) == []


def test_both_directions_and_a_moved_one_are_named() -> None:
    found = compare("terminal", {1: Item(5), 2: Item(5)}, {2: Item(6), 3: Item(5)})
    assert [(f.kind, f.key) for f in found] == [
        ("terminal_missing_in_lms", "1"),
        ("terminal_missing_on_platform", "3"),
        ("terminal_of_another_account", "2"),
    ]
