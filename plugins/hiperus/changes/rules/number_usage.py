"""Which rows of `hv_pstnusage` follow from the numbers that an account has now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UsageChange:
    """Numbers that became free, that were taken, and those to be listed anew in a range."""

    freed: tuple[int, ...]
    taken: tuple[int, ...]


def usage_change(owned: Iterable[str | None], listed: Iterable[int]) -> UsageChange:
    """Compare an account's numbers with those that the ranges say it has.

    Args:
        owned: the account's numbers with country code; one that is no number is passed over.
        listed: the numbers that the ranges list as the account's.
    """
    numbers = {int(text) for text in owned if text and text.isascii() and text.isdigit()}
    known = set(listed)
    return UsageChange(tuple(sorted(known - numbers)), tuple(sorted(numbers)))
