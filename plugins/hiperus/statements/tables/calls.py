"""Reads the paid calls of customers as their invoices billed them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from hiperus.domain.periods import Month
from hiperus.statements.rules.detailed import StatedCall, StatedLine
from hiperus.storage.catalogue import columns_of
from hiperus.storage.database import Database, Record

_CUSTOMERS_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Names:
    """What accounts and terminals were called last, by id."""

    accounts: dict[int, str]
    terminals: dict[int, str]


def read_names(database: Database) -> Names:
    """Return all names."""
    accounts = database.fetch_all("statements/calls/select_accounts")
    terminals = database.fetch_all("statements/calls/select_terminals")
    return Names(
        {int(r["account_id"]): r["name"] or "" for r in accounts},
        {int(r["terminal_id"]): r["name"] or "" for r in terminals},
    )


def customers_with_calls(database: Database, months: Sequence[Month]) -> list[int]:
    """Return the customers who were billed for calls of these months."""
    rows = database.fetch_all("statements/calls/select_customers", **_span(months))
    return [int(row["customer_id"]) for row in rows]


def customers_who_asked(database: Database) -> dict[int, bool]:
    """Return who told LMS that he wants a detailed statement, and whether in full."""
    if "type" not in columns_of(database, "customerconsents"):
        return {}
    rows = database.fetch_all("statements/calls/select_consents")
    return {int(row["customer_id"]): bool(row["in_full"]) for row in rows}


def read_lines(
    database: Database, months: Sequence[Month], customers: Iterable[int], names: Names
) -> Iterator[tuple[int, list[StatedLine]]]:
    """Yield each customer's lines of calls, customer by customer, some hundred at once.

    Args:
        database: LMS.
        months: that follow one another.
        customers: LMS's ids.
        names: of accounts and terminals.
    """
    wanted = sorted(set(customers))
    for start in range(0, len(wanted), _CUSTOMERS_AT_ONCE):
        some = wanted[start : start + _CUSTOMERS_AT_ONCE]
        rows = database.fetch_all(
            "statements/calls/select_calls", lowest=some[0], highest=some[-1], **_span(months)
        )
        for customer_id, own in groupby(rows, lambda row: int(row["customer_id"])):
            if customer_id in set(some):
                yield customer_id, _lines(own, names)


def _lines(rows: Iterable[Record], names: Names) -> list[StatedLine]:
    return [
        _line(list(group), names) for _, group in groupby(rows, lambda row: int(row["line_id"]))
    ]


def _line(rows: list[Record], names: Names) -> StatedLine:
    line = rows[0]
    return StatedLine(
        invoice=line["fullnumber"] or "",
        account=names.accounts.get(int(line["account_id"]), ""),
        terminal=names.terminals.get(int(line["terminal_id"] or 0), ""),
        month=Month.of(line["service_month"]),
        rate=Decimal(line["tax_rate"]),
        net=Decimal(line["exact_net"]),
        gross=Decimal(line["gross"]),
        calls=tuple(_call(row) for row in rows if row["start_time"] is not None),
        docid=None if line["docid"] is None else int(line["docid"]),
        account_id=int(line["account_id"]),
        terminal_id=int(line["terminal_id"] or 0),
    )


def _call(row: Record) -> StatedCall:
    return StatedCall(
        start=row["start_time"],
        caller=row["caller"] or "",
        number=row["bill_cpb"] or "",
        service=row["service"] or "",
        duration=int(row["duration"] or 0),
        net=Decimal(row["net"]),
        is_increase=bool(row["is_increase"]),
    )


def _span(months: Sequence[Month]) -> dict[str, object]:
    return {"start": months[0].first_day, "until": months[-1].end}
