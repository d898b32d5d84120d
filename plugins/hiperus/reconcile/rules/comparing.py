"""Compares what the platform lists with what LMS holds, both ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hiperus.reconcile.rules.findings import Detail, DetailCode, Finding, FindingKind


@dataclass(frozen=True, slots=True)
class Item:
    """A record of a list: which account it belongs to; None for an account itself."""

    account_id: int | None = None


def compare(what: str, platform: Mapping[int, Item], lms: Mapping[int, Item]) -> list[Finding]:
    """Return what only one side has, and what belongs to another account there.

    Args:
        what: `account`, `terminal` or `number`.
        platform: its records by id.
        lms: LMS's records by id.
    """
    found = [
        Finding(FindingKind(f"{what}_missing_in_lms"), str(key), _of(platform[key]))
        for key in sorted(platform.keys() - lms.keys())
    ]
    found += [
        Finding(FindingKind(f"{what}_missing_on_platform"), str(key), _of(lms[key]))
        for key in sorted(lms.keys() - platform.keys())
    ]
    for key in sorted(platform.keys() & lms.keys()):
        there, here = platform[key].account_id, lms[key].account_id
        if there != here:
            detail = Detail.of(DetailCode.OTHER_ACCOUNT, platform=there, lms=here)
            found.append(Finding(FindingKind(f"{what}_of_another_account"), str(key), detail))
    return found


def _of(item: Item) -> Detail:
    if item.account_id is None:
        return Detail(DetailCode.ONLY_THERE)
    return Detail.of(DetailCode.OF_ACCOUNT, account=item.account_id)
