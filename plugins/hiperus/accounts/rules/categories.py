"""The categories of reference data, in the order they are imported, and what a run may ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from hiperus.domain.ids import LARGEST_ID
from hiperus.errors import InvalidParameterError


class Category(StrEnum):
    """One kind of reference data; declared in the order of an import.

    Accounts come first: everything else hangs on them. `wlr` is what the reseller may use.
    """

    CUSTOMERS = "customers"
    TERMINALS = "terminals"
    NUMBERS = "numbers"
    END_USERS = "end_users"
    PRICE_LISTS = "price_lists"
    SUBSCRIPTIONS = "subscriptions"
    WLR = "wlr"

    @property
    def is_per_account(self) -> bool:
        """Whether one account of it can be imported alone."""
        return self in _PER_ACCOUNT


_PER_ACCOUNT = {Category.CUSTOMERS, Category.TERMINALS, Category.NUMBERS, Category.END_USERS}


def parse_categories(names: Sequence[str] | None) -> list[Category]:
    """Return the categories of a run's parameter, each once, in the order of an import.

    Args:
        names: as a person gave them; None means all.

    Raises:
        InvalidParameterError: names every unknown category, or says that none was chosen.
    """
    if names is None:
        return list(Category)
    if isinstance(names, str):
        raise InvalidParameterError('categories must be a list, such as ["customers"].')
    known = ", ".join(Category)
    if unknown := [repr(str(name)[:40]) for name in names if name not in set(Category)]:
        raise InvalidParameterError(
            f"There is no category {', '.join(unknown)}; choose from {known}."
        )
    if not names:
        raise InvalidParameterError(f"No category was chosen; choose at least one of {known}.")
    return [category for category in Category if category in names]


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What a run asks of the import beside the category.

    Attributes:
        full_refresh: the old `--import`: what LMS holds becomes what the platform lists. It is
            reached by the difference, never by deleting first, so LMS's own columns stay.
        account_id: only this account's rows, or None for all.
        allow_mass_delete: take over an empty or implausibly short list as well.
    """

    full_refresh: bool = False
    account_id: int | None = None
    allow_mass_delete: bool = False

    @classmethod
    def parse(
        cls,
        full_refresh: object = False,
        account_id: object = None,
        allow_mass_delete: object = False,
    ) -> ImportOptions:
        """Build from a run's parameters.

        Raises:
            InvalidParameterError: a switch that is none, or an account id that cannot be one.
        """
        return cls(
            full_refresh=_switch("full_refresh", full_refresh),
            account_id=_account_id(account_id),
            allow_mass_delete=_switch("allow_mass_delete", allow_mass_delete),
        )


def _switch(name: str, value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise InvalidParameterError(f"{name} is {str(value)[:20]!r}; it must be true or false.")


def _account_id(value: object) -> int | None:
    if value is None or value == "":
        return None
    text = str(value).strip()
    if isinstance(value, bool) or not (text.isascii() and text.isdigit()):
        raise InvalidParameterError(
            f"account_id is {text[:20]!r}; it must be the platform's number of one account."
        )
    if not 1 <= int(text) <= LARGEST_ID:
        raise InvalidParameterError(
            f"account_id is {text[:20]}; it must be between 1 and {LARGEST_ID}."
        )
    return int(text)
