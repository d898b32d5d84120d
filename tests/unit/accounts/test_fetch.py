"""Which requests an import makes, and what it makes of odd answers."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from hiperus.accounts.fetch import fetch_category
from hiperus.accounts.rules.categories import Category
from hiperus.domain.ports import PlatformRow
from hiperus.errors import (
    ImplausibleAnswerError,
    InvalidParameterError,
    ResponseFormatError,
    TransportError,
)
from tests.support.fakes import FakePlatform, FakeReseller, an_account

ACCOUNTS = [12001, 12002]


def test_the_requests_are_those_of_the_platform_and_no_more() -> None:
    platform = FakeReseller()
    for category in list(Category)[:-1]:
        fetch_category(platform, category, ACCOUNTS, None)
    of_accounts = [{"id_customer": "12001"}, {"id_customer": "12002"}]
    assert platform.asked == [
        ("GetCustomerList", {"offset": None, "limit": None, "query": None}),
        *(("GetTerminalList", arguments) for arguments in of_accounts),
        *(("GetExtensionList", arguments) for arguments in of_accounts),
        ("GetPlatformNumberingRange", {}),
        ("GetPlatformNumberingUsage", {"id_platform_numbering": "1"}),
        ("GetPlatformNumberingUsage", {"id_platform_numbering": "2"}),
        *(("GetEndUserAuthList", arguments) for arguments in of_accounts),
        ("GetCustomerPricelistList", {}),
        ("GetSubscriptionList", {}),
    ]


def test_one_account_alone_asks_for_it_alone() -> None:
    platform = FakeReseller()
    for category in list(Category)[:4]:
        fetch_category(platform, category, ACCOUNTS, 12002)
    assert [action for action, _ in platform.asked] == [
        "GetCustomerData",
        "GetTerminalList",
        "GetExtensionList",
        "GetEndUserAuthList",
    ]
    assert {str(arguments["id_customer"]) for _, arguments in platform.asked} == {"12002"}


@pytest.mark.parametrize("page", [50, 100, 250])
def test_a_platform_that_sends_pages_unasked_is_asked_on(page: int) -> None:
    everyone = [an_account(str(n)) for n in range(1, 251)]

    def paged(arguments: Mapping[str, object]) -> list[PlatformRow]:
        start = int(str(arguments.get("offset") or 0))
        return list(everyone[start : start + page])

    platform = FakePlatform({"GetCustomerList": paged})
    (fetched,) = fetch_category(platform, Category.CUSTOMERS, [], None)
    assert [source.row["id"] for source in fetched.rows] == [str(n) for n in range(1, 251)]


def test_a_platform_that_takes_no_notice_of_the_offset_doubles_nothing() -> None:
    platform = FakePlatform({"GetCustomerList": [an_account(str(n)) for n in range(100)]})
    (fetched,) = fetch_category(platform, Category.CUSTOMERS, [], None)
    assert len(fetched.rows) == 100
    assert len(platform.asked) == 2


def test_a_failed_request_says_which_account_it_was_about() -> None:
    failure = TransportError("The platform did not answer.", action="GetTerminalList")
    platform = FakePlatform({"GetTerminalList": failure})
    with pytest.raises(
        TransportError, match=r"did not answer.*account 12001.\) Nothing was changed"
    ):
        fetch_category(platform, Category.TERMINALS, ACCOUNTS, None)
    assert len(platform.asked) == 1


def test_an_account_that_lms_does_not_hold_is_refused_before_any_request() -> None:
    platform = FakePlatform()
    with pytest.raises(InvalidParameterError, match="LMS holds no account 7"):
        fetch_category(platform, Category.NUMBERS, ACCOUNTS, 7)


def test_an_answer_about_another_account_is_not_taken() -> None:
    platform = FakePlatform({"GetCustomerData": [an_account("12002")]})
    with pytest.raises(ResponseFormatError, match="answered about another"):
        fetch_category(platform, Category.CUSTOMERS, ACCOUNTS, 12001)
    platform.answers["GetCustomerData"] = []
    with pytest.raises(ImplausibleAnswerError, match="nothing about account 12001"):
        fetch_category(platform, Category.CUSTOMERS, ACCOUNTS, 12001)


def test_a_range_without_an_id_is_refused() -> None:
    platform = FakeReseller()
    platform.ranges[0]["id"] = None
    with pytest.raises(ResponseFormatError, match="without a usable id"):
        fetch_category(platform, Category.NUMBERS, ACCOUNTS, None)
