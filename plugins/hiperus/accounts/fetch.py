"""Asks the platform for one category: everything before the database is touched.

One request a list, one a list of each account; the client keeps the rate limit, so nothing sleeps.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hiperus.accounts.rules import table_maps
from hiperus.accounts.rules.categories import Category
from hiperus.accounts.rules.reading import SourceRow
from hiperus.accounts.rules.table_maps import TableMap
from hiperus.domain.ports import Platform, PlatformRow
from hiperus.errors import (
    ImplausibleAnswerError,
    InvalidParameterError,
    PlatformError,
    ResponseFormatError,
)

NOTHING_CHANGED = "Nothing was changed."
CUT_MULTIPLE = 50
"""A list of a multiple of this length may have been cut at a page's end."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """One list as the platform sent it, and what its records are."""

    table_map: TableMap
    rows: list[SourceRow]


_OF_ACCOUNT = {
    Category.TERMINALS: ("GetTerminalList", table_maps.TERMINAL),
    Category.NUMBERS: ("GetExtensionList", table_maps.NUMBER),
    Category.END_USERS: ("GetEndUserAuthList", table_maps.END_USER),
}
_WHOLE = {
    Category.PRICE_LISTS: ("GetCustomerPricelistList", table_maps.PRICE_LIST),
    Category.SUBSCRIPTIONS: ("GetSubscriptionList", table_maps.SUBSCRIPTION),
}


def fetch_category(
    platform: Platform, category: Category, accounts: Iterable[int], account_id: int | None
) -> list[Fetched]:
    """Return the lists of a category.

    Args:
        platform: whom to ask.
        category: any but `wlr`.
        accounts: the accounts that LMS holds.
        account_id: one account alone, or None.

    Raises:
        PlatformError: any request failed; of a request about one account, it is named.
        InvalidParameterError: LMS does not hold the account.
        ImplausibleAnswerError: the platform has no record of the account.
    """
    if category is Category.CUSTOMERS:
        return [Fetched(table_maps.ACCOUNT, _accounts(platform, account_id))]
    if category in _WHOLE:
        action, table_map = _WHOLE[category]
        return [Fetched(table_map, [SourceRow(row) for row in platform.rows(action, {})])]
    action, table_map = _OF_ACCOUNT[category]
    lists = [Fetched(table_map, _of_accounts(platform, action, _chosen(accounts, account_id)))]
    if category is Category.NUMBERS and account_id is None:
        lists += _ranges(platform)
    return lists


def _accounts(platform: Platform, account_id: int | None) -> list[SourceRow]:
    if account_id is None:
        everyone = {"offset": None, "limit": None, "query": None}
        return [SourceRow(row) for row in _list(platform, "GetCustomerList", everyone)]
    rows = _asked_about(platform, "GetCustomerData", account_id)
    if not rows:
        raise ImplausibleAnswerError(
            f"The platform answered nothing about account {account_id}. Import the customers of "
            "all accounts to learn whether it is gone."
        ).leaving(NOTHING_CHANGED)
    if [row.get("id") for row in rows] != [str(account_id)]:
        raise ResponseFormatError(
            f"GetCustomerData was asked about account {account_id} and answered about another. "
            "Report it to the platform's support.",
            action="GetCustomerData",
        ).leaving(NOTHING_CHANGED)
    return [SourceRow(row) for row in rows]


def _chosen(accounts: Iterable[int], account_id: int | None) -> list[int]:
    known = list(accounts)
    if account_id is None:
        return known
    if account_id not in known:
        raise InvalidParameterError(
            f"LMS holds no account {account_id}; import the category customers for it first."
        )
    return [account_id]


def _of_accounts(platform: Platform, action: str, accounts: list[int]) -> list[SourceRow]:
    return [
        SourceRow(row, {"customerid": account})
        for account in accounts
        for row in _asked_about(platform, action, account)
    ]


def _asked_about(platform: Platform, action: str, account: int) -> list[PlatformRow]:
    try:
        return _list(platform, action, {"id_customer": str(account)})
    except PlatformError as error:
        # The same error, since its kind says whether to try again; only it tells whom it was about.
        error.args = (f"{error.trouble} (Asked about account {account}.)",)
        raise error.leaving(error.outcome or NOTHING_CHANGED) from None


def _list(platform: Platform, action: str, arguments: Mapping[str, object]) -> list[PlatformRow]:
    """Return a whole list, also from a platform that sends it in pages unasked.

    Whether it does is not known. A list that may have been cut is asked on; a platform that
    takes no notice of the offset sends what is known already, and the list ends there.
    """
    rows = platform.rows(action, arguments)
    fresh = rows
    while fresh and len(rows) % CUT_MULTIPLE == 0:
        known = {row.get("id") for row in rows}
        more = platform.rows(action, {**arguments, "offset": len(rows), "limit": None})
        fresh = [row for row in more if row.get("id") not in known]
        rows = [*rows, *fresh]
    return rows


def _ranges(platform: Platform) -> list[Fetched]:
    """Return the number ranges, and the numbers of each with who has them."""
    ranges = platform.rows("GetPlatformNumberingRange", {})
    usage = [
        SourceRow(row, {"idrange": range_id})
        for range_id in _range_ids(ranges)
        for row in platform.rows(
            "GetPlatformNumberingUsage", {"id_platform_numbering": str(range_id)}
        )
    ]
    return [
        Fetched(table_maps.RANGE, [SourceRow(row) for row in ranges]),
        Fetched(table_maps.USAGE, usage),
    ]


def _range_ids(ranges: Iterable[PlatformRow]) -> list[int]:
    ids = [(row.get("id") or "").strip() for row in ranges]
    if not all(text.isascii() and text.isdigit() for text in ids):
        raise ResponseFormatError(
            "GetPlatformNumberingRange sent a range without a usable id, so the numbers of it "
            "cannot be asked for. Report it to the platform's support.",
            action="GetPlatformNumberingRange",
        ).leaving(NOTHING_CHANGED)
    return sorted({int(text) for text in ids})
