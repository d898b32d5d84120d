"""Compares what the platform lists with what LMS holds, both ways."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

_LINE = re.compile(r"(\S+) (.*?): (.*?)(?: \((-?[\d.]+) PLN net\))?", re.DOTALL)


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One difference. `key` tells it from others of its kind; `net` is PLN, 0 where none is known.

    Names of people and full numbers are left out: the ids lead to them.
    """

    kind: str
    key: str
    detail: str = ""
    net: Decimal = Decimal(0)

    @classmethod
    def parse(cls, line: str) -> Finding:
        """Read what `str` made; a line of another shape is a finding of the kind `other`."""
        found = _LINE.fullmatch(line)
        if not found:
            return cls("other", "", line)
        kind, key, detail, net = found.groups()
        return cls(kind, key, detail, Decimal(net or 0))

    @property
    def cause(self) -> str:
        """What stays the same while the difference lasts, whatever its figures."""
        return f"finding {self.kind} {self.key}"

    def __str__(self) -> str:
        """As a line for people."""
        money = f" ({self.net} PLN net)" if self.net else ""
        return f"{self.kind} {self.key}: {self.detail}{money}"


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
        Finding(f"{what}_missing_in_lms", str(key), f"{_of(platform[key])}; run hiperus_import")
        for key in sorted(platform.keys() - lms.keys())
    ]
    found += [
        Finding(f"{what}_missing_on_platform", str(key), f"{_of(lms[key])}; run hiperus_import")
        for key in sorted(lms.keys() - platform.keys())
    ]
    for key in sorted(platform.keys() & lms.keys()):
        there, here = platform[key].account_id, lms[key].account_id
        if there != here:
            detail = f"account {there} on the platform, {here} in LMS"
            found.append(Finding(f"{what}_of_another_account", str(key), detail))
    return found


def _of(item: Item) -> str:
    return f"account {item.account_id}" if item.account_id is not None else "only there"
