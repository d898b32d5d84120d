"""What a run may ask of the import, and what is refused in a sentence."""

from __future__ import annotations

from typing import Any

import pytest

from hiperus.accounts.rules.categories import Category, ImportOptions, parse_categories
from hiperus.errors import InvalidParameterError


def test_categories_come_in_the_order_of_an_import() -> None:
    assert parse_categories(["wlr", "terminals", "customers", "terminals"]) == [
        Category.CUSTOMERS,
        Category.TERMINALS,
        Category.WLR,
    ]
    assert parse_categories(None) == list(Category)
    assert ", ".join(Category) == (
        "customers, terminals, numbers, end_users, price_lists, subscriptions, wlr"
    )


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["customers", "billing"], "no category 'billing'; choose from customers, terminals"),
        ([], "No category was chosen"),
        ("customers", "must be a list"),
        ([None], "no category 'None'"),
    ],
)
def test_unknown_categories_are_named(names: Any, words: str) -> None:
    with pytest.raises(InvalidParameterError, match=words):
        parse_categories(names)


def test_an_account_is_given_by_its_number() -> None:
    assert ImportOptions.parse(account_id="12001").account_id == 12001
    assert ImportOptions.parse(account_id=12001, full_refresh=True) == ImportOptions(True, 12001)
    assert ImportOptions.parse(account_id="") == ImportOptions()


@pytest.mark.parametrize("value", ["abc", 0, -1, 1.5, True, 2**31, "１"])
def test_other_accounts_are_refused(value: object) -> None:
    with pytest.raises(InvalidParameterError, match="account_id is"):
        ImportOptions.parse(account_id=value)


def test_switches_are_true_or_false() -> None:
    with pytest.raises(InvalidParameterError, match="allow_mass_delete is 'yes'; it must be true"):
        ImportOptions.parse(allow_mass_delete="yes")


def test_only_what_hangs_on_accounts_is_imported_for_one() -> None:
    assert [c for c in Category if c.is_per_account] == list(Category)[:4]
