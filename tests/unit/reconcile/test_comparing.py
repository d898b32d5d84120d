"""Platform against LMS: what only one side has, and what belongs to somebody else there."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hiperus.reconcile.rules.comparing import Finding, Item, compare


def test_equal_lists_differ_in_nothing() -> None:
    assert compare("number", {1: Item(5)}, {1: Item(5)}) == []


def test_both_directions_and_a_moved_one_are_named() -> None:
    found = compare("terminal", {1: Item(5), 2: Item(5)}, {2: Item(6), 3: Item(5)})
    assert [(f.kind, f.key) for f in found] == [
        ("terminal_missing_in_lms", "1"),
        ("terminal_missing_on_platform", "3"),
        ("terminal_of_another_account", "2"),
    ]


def test_a_difference_stays_the_same_while_its_figures_change() -> None:
    first = Finding("calls_not_billed", "account 5", "3 calls", Decimal(1))
    second = Finding("calls_not_billed", "account 5", "4 calls", Decimal(2))
    assert first.cause == second.cause
    assert str(second) == "calls_not_billed account 5: 4 calls (2 PLN net)"


@pytest.mark.parametrize(
    "finding",
    [
        Finding("calls_not_billed", "account 5", "4 calls", Decimal("2.5000")),
        Finding("calls_not_billed", "account 5", "4 calls", Decimal("-2.5")),
        Finding("terminal_missing_in_lms", "4711", "account 3; run hiperus_import"),
        Finding(
            "calls_differ", "account 3 outgoing 2026-11-01", "3 calls on the platform, 2 in LMS"
        ),
        Finding("account_unlinked", "7", "no LMS customer: nothing of it (so far) is billed"),
    ],
    ids=str,
)
def test_a_line_is_read_as_it_was_written(finding: Finding) -> None:
    assert Finding.parse(str(finding)) == finding


def test_a_line_of_another_shape_is_kept_as_it_is() -> None:
    assert Finding.parse("something") == Finding("other", "", "something")
