"""Which rows of `hv_pstnusage` follow from the numbers that an account has now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Listed:
    """A number in a range, and who has it there; account 0: nobody."""

    extension: int
    range_id: int
    account_id: int


@dataclass(frozen=True, slots=True)
class UsageChange:
    """Numbers that became free, that were taken, and those to be listed anew in a range."""

    freed: tuple[int, ...]
    taken: tuple[int, ...]


def usage_change(owned: Iterable[str | None], listed: Iterable[Listed]) -> UsageChange:
    """Compare an account's numbers with those that the ranges say it has.

    Args:
        owned: the account's numbers with country code; one that is no number is passed over.
        listed: the rows of the ranges that name the account.
    """
    numbers = {int(text) for text in owned if text and text.isascii() and text.isdigit()}
    known = {row.extension for row in listed}
    return UsageChange(tuple(sorted(known - numbers)), tuple(sorted(numbers)))
