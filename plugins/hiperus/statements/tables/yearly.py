"""Reads the sums of the yearly summary, a month at a time: the calls of a month lie together."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hiperus.domain.periods import Month
from hiperus.statements.rules.yearly import Group, Numbers, Sums, kind_of
from hiperus.storage.database import Database, Record


def read_month(database: Database, month: Month) -> list[Group]:
    """Return the sums of a month's calls."""
    rows = database.fetch_all(
        "statements/yearly/select_calls", start=str(month.first_day), until=str(month.end)
    )
    return [_group(row) for row in rows]


def read_numbers(database: Database, year: int) -> list[Numbers]:
    """Return the numbers of live accounts as they are now: LMS keeps no former ones."""
    rows = database.fetch_all("statements/yearly/select_numbers", until=f"{year + 1}-01-01")
    return [Numbers(kind_of(r["kind"]), int(r["numbers"]), int(r["assigned"])) for r in rows]


def read_deleted(database: Database, year: int) -> tuple[int, Decimal]:
    """Return how many calls of a year were deleted after their time, and their cost (PLN net)."""
    row = database.fetch_one(
        "statements/yearly/select_deleted", start=date(year, 1, 1), until=date(year + 1, 1, 1)
    )
    return (int(row["calls"]), Decimal(row["net"])) if row else (0, Decimal(0))


def _group(row: Record) -> Group:
    return Group(
        row["calltype"] or "",
        row["area"],
        row["kind"],
        Sums(
            calls=int(row["calls"]),
            seconds=int(row["seconds"]),
            billed_net=Decimal(row["billed_net"]),
            not_billed=int(row["not_billed"]),
            not_billed_net=Decimal(row["not_billed_net"]),
            failed=int(row["failed"]),
        ),
    )
