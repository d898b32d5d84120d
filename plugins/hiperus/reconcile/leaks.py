"""Money that leaks: priced calls of past months that are on no invoice, and what each waits for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from hiperus.domain.periods import DaySpan, Month
from hiperus.invoices.open_first_links import open_first_links
from hiperus.invoices.rules.not_billed import total_net
from hiperus.invoices.rules.reasons import NotBilled, Reason
from hiperus.reconcile.rules.findings import Detail, DetailCode, Finding, FindingKind
from hiperus.reconcile.tables import stored
from hiperus.run import Run
from hiperus.storage.database import Record

LEAK_MONTHS = 3
_WITHHELD = "calls_withheld"
"""Above a premium-rate limit: told of the customer, on its own."""


def find_leaks(run: Run, today: date) -> list[Finding]:
    """Return what is priced and on no invoice, of the months that should be invoiced by now.

    Calls whose account got its customer afterwards are told for all months that can be billed.

    Args:
        run: the run, over the LMS.
        today: the local day.
    """
    month = Month.of(today)
    days = DaySpan(month.plus(-LEAK_MONTHS).first_day, month.first_day)
    waiting = open_first_links(run, today)
    apart = {(entry.account_id, str(entry.month)) for entry in waiting}
    rows = [
        row
        for row in stored.leaks(run.database, days)
        if (int(row["account_id"]), row["call_month"]) not in apart and row["reason"] != _WITHHELD
    ]
    return [*_by_account(rows), *_first_links(waiting)]


def _by_account(rows: Iterable[Record]) -> list[Finding]:
    """Sum up the months of an account: it waits for the same thing in all of them."""
    calls: dict[tuple[str, int], int] = defaultdict(int)
    net: dict[tuple[str, int], Decimal] = defaultdict(Decimal)
    for row in rows:
        key = (str(row["reason"]), int(row["account_id"]))
        calls[key] += int(row["calls"])
        net[key] += Decimal(row["net"])
    return [
        Finding(
            FindingKind(reason),
            f"account {account}",
            Detail.of(DetailCode.CALLS, calls=calls[reason, account]),
            net[reason, account],
        )
        for reason, account in calls
    ]


def _first_links(waiting: Iterable[NotBilled]) -> list[Finding]:
    """Make one finding an account and month: those are what a person names."""
    by_place: dict[tuple[Reason, int, Month], list[NotBilled]] = defaultdict(list)
    for entry in waiting:
        if entry.net and _KINDS.get(entry.reason):
            by_place[entry.reason, entry.account_id or 0, entry.month].append(entry)
    return [
        Finding(
            _KINDS[reason],
            f"account {account} {month}",
            Detail.of(
                _DETAILS[reason],
                calls=sum(entry.calls for entry in entries),
                customer=entries[0].customer_id or "",
                month=month,
            ),
            total_net(entries),
        )
        for (reason, account, month), entries in by_place.items()
    ]


_KINDS = {
    Reason.FIRST_LINKED: FindingKind.CALLS_FIRST_LINKED,
    Reason.FORMER_CUSTOMER: FindingKind.CALLS_OF_FORMER_CUSTOMER,
}
_DETAILS = {
    Reason.FIRST_LINKED: DetailCode.CALLS_FIRST_LINKED,
    Reason.FORMER_CUSTOMER: DetailCode.CALLS,
}
