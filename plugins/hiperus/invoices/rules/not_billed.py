"""The table of what is not billed: one shape for report, CSV, page and log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from hiperus.invoices.rules.reasons import NotBilled, Reason

COLUMNS = (
    "reason",
    "month",
    "customer_id",
    "account_id",
    "terminal_id",
    "calls",
    "net",
    "detail",
)
"""The columns of a table with one row an entry, in the order of `cells`."""


@dataclass(frozen=True, slots=True)
class ReasonSum:
    """All entries of one reason: how many groups, how many calls, PLN net."""

    reason: Reason
    groups: int
    calls: int
    net: Decimal


def cells(entry: NotBilled) -> tuple[str | int | Decimal | None, ...]:
    """Return the values of `COLUMNS`; the reason is its code, `net` is PLN, exact."""
    return (
        str(entry.reason),
        str(entry.month),
        entry.customer_id,
        entry.account_id,
        entry.terminal_id,
        entry.calls,
        entry.net,
        entry.detail,
    )


def total_net(entries: Iterable[NotBilled]) -> Decimal:
    """Return the sum of the entries, PLN net."""
    return sum((entry.net for entry in entries), Decimal(0))


def by_reason(entries: Iterable[NotBilled]) -> list[ReasonSum]:
    """Return one sum a reason, in the order of their codes."""
    in_order = sorted(entries, key=_reason)
    return [_sum(list(group)) for _, group in groupby(in_order, key=_reason)]


def _reason(entry: NotBilled) -> str:
    return str(entry.reason)


def _sum(entries: list[NotBilled]) -> ReasonSum:
    calls = sum(entry.calls for entry in entries)
    return ReasonSum(entries[0].reason, len(entries), calls, total_net(entries))
