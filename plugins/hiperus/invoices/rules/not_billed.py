"""The table of what is not billed: one shape for report, CSV, page and log."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from hiperus.domain.periods import Month
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


@dataclass(frozen=True, slots=True)
class FirstLinks:
    """What first links of a month wait for: a run that names customers and month. PLN net."""

    month: Month
    customers: tuple[int, ...]
    calls: int
    net: Decimal

    def parameters(self, issue_month: Month) -> str:
        """Return the parameters of `hiperus_invoice` that bill them, as JSON.

        Args:
            issue_month: the month in which the run takes place.
        """
        back = self.month.months_until(issue_month)
        return json.dumps({"customers": list(self.customers), "leftmonth": back})

    def describe(self, issue_month: Month) -> str:
        """Return one line for a log."""
        return (
            f"first linked after the month: {self.month}: {self.calls} calls and all fees of "
            f"customers {', '.join(map(str, self.customers))}, {self.net} PLN net. No run bills "
            f"them by itself; run hiperus_invoice with {self.parameters(issue_month)} this month."
        )


def first_links(entries: Iterable[NotBilled]) -> list[FirstLinks]:
    """Return what waits for a run that names its customers, a month each, the oldest first."""
    waiting = [entry for entry in entries if entry.reason is Reason.FIRST_LINKED]
    return [
        FirstLinks(
            month,
            tuple(sorted({e.customer_id for e in of_month if e.customer_id})),
            sum(e.calls for e in of_month),
            total_net(of_month),
        )
        for month in sorted({entry.month for entry in waiting})
        for of_month in [[entry for entry in waiting if entry.month == month]]
    ]


@dataclass(frozen=True, slots=True)
class Withheld:
    """Calls of a customer and month above the limit of premium-rate services. PLN net."""

    customer_id: int
    month: Month
    calls: int
    net: Decimal

    def describe(self) -> str:
        """Return one line for a log."""
        return (
            f"withheld above the limit of premium-rate services: customer {self.customer_id}, "
            f"{self.month}: {self.calls} calls, {self.net} PLN net"
        )


def withheld(entries: Iterable[NotBilled]) -> list[Withheld]:
    """Return what is withheld, a customer and month each."""
    found: dict[tuple[int, Month], list[NotBilled]] = defaultdict(list)
    for entry in entries:
        if entry.reason is Reason.ABOVE_PREMIUM_LIMIT and entry.customer_id is not None:
            found[entry.customer_id, entry.month].append(entry)
    return [
        Withheld(customer, month, sum(e.calls for e in own), total_net(own))
        for (customer, month), own in sorted(found.items())
    ]


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
