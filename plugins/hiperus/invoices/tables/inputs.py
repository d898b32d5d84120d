"""Reads the inputs of the calculation: whole sets at once, no query for a single terminal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from hiperus.domain.periods import Month, local_midnight
from hiperus.invoices.rules.bounds import HISTORY_MONTHS
from hiperus.invoices.rules.inputs import ChargeGroup, PhoneNumber
from hiperus.invoices.rules.invoice_states import InvoiceState
from hiperus.invoices.rules.premium import PremiumCall, WithheldState
from hiperus.invoices.rules.states import AccountState, SubscriptionState, TerminalState
from hiperus.invoices.tables.premium import listed
from hiperus.storage.database import Database, Record

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Span:
    """The months that are looked at: late calls of earlier ones belong to a run, too."""

    first: Month
    billed: Month

    @property
    def as_text(self) -> dict[str, str]:
        """Bounds for the platform's text times, half-open."""
        return {"start": self.first.first_day.isoformat(), "until": self.billed.end.isoformat()}


def read_accounts(database: Database) -> dict[int, list[AccountState]]:
    """Return all states of all accounts, by account id, oldest first."""
    rows = database.fetch_all("invoices/inputs/select_account_states")
    return _grouped(rows, "account_id", _account)


def _account(row: Record) -> AccountState:
    return AccountState(
        account_id=int(row["account_id"]),
        valid_from=int(row["valid_from"]),
        customer_id=int(row["customer_id"]) if row["customer_id"] else None,
        invoiced_by=str(row["invoiced_by"] or "").strip(),
        payment_type=str(row["payment_type"] or ""),
        is_active=row["active"] != "f",
        is_removed=row["is_removed"] == "t",
        is_listed=row["listed"] != "f",
        create_date=str(row["create_date"] or ""),
        known_from=int(row["known_from"]),
        is_flag_empty=row["issue_invoice"] not in ("t", "f"),
    )


def read_terminals(database: Database) -> dict[int, list[TerminalState]]:
    """Return all states of all terminals, by terminal id, oldest first."""
    rows = database.fetch_all("invoices/inputs/select_terminal_states")
    return _grouped(rows, "terminal_id", _terminal)


def _terminal(row: Record) -> TerminalState:
    return TerminalState(
        terminal_id=int(row["terminal_id"]),
        account_id=int(row["account_id"]),
        valid_from=int(row["valid_from"]),
        name=str(row["name"] or ""),
        pricelist=str(row["pricelist_name"] or ""),
        subscription_id=int(row["subscription_id"]) if row["subscription_id"] else None,
        subscription_from=str(row["subscription_from"] or ""),
        subscription_to=str(row["subscription_to"] or ""),
        is_listed=row["listed"] != "f",
        known_from=int(row["known_from"]),
    )


def read_subscriptions(database: Database) -> dict[int, list[SubscriptionState]]:
    """Return all states of all subscriptions, by id, oldest first; amounts are PLN net."""
    rows = database.fetch_all("invoices/inputs/select_subscription_states")
    return _grouped(
        rows,
        "subscription_id",
        lambda row: SubscriptionState(
            int(row["subscription_id"]),
            int(row["valid_from"]),
            str(row["name"] or ""),
            Decimal(row["invoice_value"] or 0),
        ),
    )


def read_numbers(database: Database) -> dict[tuple[int, str], list[PhoneNumber]]:
    """Return the numbers of terminals, by account id and terminal name."""
    found: dict[tuple[int, str], list[PhoneNumber]] = defaultdict(list)
    for row in database.fetch_all("invoices/inputs/select_numbers"):
        key = (int(row["account_id"]), str(row["terminal_name"] or ""))
        found[key].append(PhoneNumber(str(row["number"] or ""), str(row["create_date"] or "")))
    return dict(found)


def read_charges(
    database: Database, span: Span, with_setup_fee: bool, premium_types: Iterable[str]
) -> list[ChargeGroup]:
    """Return the calls that no invoice has, and what changed on those that one has.

    Args:
        database: LMS.
        span: from the first month that is ours to the billed one.
        with_setup_fee: whether a call costs `cost` + `init_charge`.
        premium_types: the platform's types of calls that have a limit.
    """
    types = listed(premium_types)
    values = {**span.as_text, "setup": int(with_setup_fee), "premium": types}
    unbilled = database.fetch_all("invoices/inputs/select_charges", **values)
    changed = database.fetch_all("invoices/inputs/select_changes", **values)
    return [_unbilled(row) for row in unbilled] + [_changed(row) for row in changed]


def _unbilled(row: Record) -> ChargeGroup:
    return ChargeGroup(
        month=Month.parse(row["call_month"]),
        account_id=row["account_id"],
        terminal_id=row["terminal_id"],
        calls=int(row["calls"]),
        net=Decimal(row["net"]),
        succeeded=row["success_call"] != "f",
        calltype=str(row["calltype"] or ""),
        allowance_used=row["subscription_used"] == "t",
        vanished=bool(row["vanished"]),
        premium=_premium(row),
    )


def _changed(row: Record) -> ChargeGroup:
    return ChargeGroup(
        month=Month.parse(row["call_month"]),
        account_id=row["account_id"],
        terminal_id=row["terminal_id"],
        calls=int(row["calls"]),
        net=Decimal(row["net"]),
        change=int(row["direction"]),
        docid=int(row["docid"]) if row["docid"] else None,
        premium=_premium(row),
    )


def _premium(row: Record) -> PremiumCall | None:
    if row["premium_id"] is None:
        return None
    return PremiumCall(
        cdr_id=int(row["premium_id"]),
        start=str(row["start_time"]),
        customer_id=int(row["withheld_of"]) if row["withheld"] else None,
        state=WithheldState(row["withheld"]) if row["withheld"] else None,
    )


def read_regular_states(database: Database, first: Month) -> dict[tuple[int, Month], InvoiceState]:
    """Return the state of live regular invoices, by customer and billed month."""
    rows = database.fetch_all("invoices/inputs/select_regular_invoices", start=first.first_day)
    return {
        (int(r["customer_id"]), Month.of(r["billed_month"])): InvoiceState(r["state"]) for r in rows
    }


def read_approved(database: Database, month: Month) -> list[int]:
    """Return the customers whose parked invoice or adjustment of a month a person released."""
    rows = database.fetch_all("invoices/inputs/select_approved", billed_month=month.first_day)
    return [int(row["customer_id"]) for row in rows]


def read_billed_subscriptions(database: Database, first: Month) -> frozenset[tuple[int, Month]]:
    """Return terminal and service month of live subscription lines."""
    rows = database.fetch_all("invoices/inputs/select_billed_subscriptions", start=first.first_day)
    return frozenset((int(r["terminal_id"]), Month.of(r["service_month"])) for r in rows)


def read_history(database: Database, month: Month) -> dict[int, dict[Month, Decimal]]:
    """Return the gross totals (PLN) of the three months before, by customer and billed month."""
    start = month.plus(-HISTORY_MONTHS).first_day
    rows = database.fetch_all(
        "invoices/inputs/select_invoice_history", start=start, until=month.first_day
    )
    found: dict[int, dict[Month, Decimal]] = defaultdict(dict)
    for row in rows:
        found[int(row["customer_id"])][Month.of(row["billed_month"])] = Decimal(row["gross"])
    return dict(found)


def read_relieved(database: Database) -> dict[int, Decimal]:
    """Return by how much (PLN gross) LMS has lowered documents of ours since, by document."""
    rows = database.fetch_all("invoices/inputs/select_relieved")
    return {int(row["docid"]): Decimal(row["relieved"]) for row in rows}


def read_terminal_imports(database: Database, after: date) -> list[int]:
    """Return when whole imports of terminals had ended since a local midnight, in order."""
    rows = database.fetch_all(
        "invoices/inputs/select_terminal_imports", instant=local_midnight(after)
    )
    return [int(row["finished_at"]) for row in rows]


def _grouped(
    rows: Iterable[Record], key: str, make: Callable[[Record], Item]
) -> dict[int, list[Item]]:
    found: dict[int, list[Item]] = defaultdict(list)
    for row in rows:
        found[int(row[key])].append(make(row))
    return dict(found)
