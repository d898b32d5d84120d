"""Reads limits of premium-rate services; reads and writes `hv_premium_withheld`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from hiperus.domain.periods import Month
from hiperus.invoices.rules.lines import InvoiceDraft
from hiperus.invoices.rules.premium import ChosenLimit, Spender
from hiperus.invoices.tables.invoices import Provenance
from hiperus.settings import Settings
from hiperus.storage.database import Database


def listed(premium_types: Iterable[str]) -> str:
    """Return types as statements take them: between commas, with one at either end."""
    types = sorted(premium_types)
    return f",{','.join(types)}," if types else ""


def read_limits(database: Database) -> dict[int, list[ChosenLimit]]:
    """Return the limits that customers chose, in the order they were noted, PLN."""
    found: dict[int, list[ChosenLimit]] = defaultdict(list)
    for row in database.fetch_all("invoices/premium/select_limits"):
        limit = ChosenLimit(Month.of(row["valid_from"]), Decimal(row["amount"]))
        found[int(row["customer_id"])].append(limit)
    return dict(found)


@dataclass(frozen=True, slots=True)
class Billed:
    """What invoices billed, PLN net; `worth`: less where calls became cheaper or vanished since."""

    net: Decimal
    worth: Decimal


def read_billed(
    database: Database,
    months: Collection[Month],
    settings: Settings,
    customer_id: int = 0,
    *,
    without_released: bool = False,
) -> dict[Spender, Billed]:
    """Return what invoices billed of premium-rate calls, by customer and month.

    Args:
        database: LMS.
        months: of the calls; none: nothing is read.
        settings: which types have a limit, and whether set-up fees are billed.
        customer_id: of LMS; 0: all.
        without_released: without calls that a person released.
    """
    if not months:
        return {}
    rows = database.fetch_all(
        "invoices/premium/select_billed",
        start=str(min(months).first_day),
        until=str(max(months).end),
        premium=listed(settings.premium_types),
        customer_id=customer_id,
        unreleased=int(without_released),
        setup=int(settings.setup_fee == "added"),
    )
    return {
        (int(row["customer_id"]), month): Billed(Decimal(row["net"]), Decimal(row["worth"]))
        for row in rows
        for month in [Month.parse(row["call_month"])]
        if month in months
    }


@dataclass(frozen=True, slots=True)
class StoredWithheld:
    """A withheld call with what it would bring now, PLN net; 0 where it vanished."""

    cdr_id: int
    customer_id: int
    month: Month
    start: str
    net: Decimal


def read_withheld(database: Database, *, with_setup_fee: bool) -> list[StoredWithheld]:
    """Return the calls that are withheld and that nobody has decided about, in order."""
    rows = database.fetch_all("invoices/premium/select_withheld", setup=int(with_setup_fee))
    return [
        StoredWithheld(
            int(row["cdr_id"]),
            int(row["customer_id"]),
            Month.of(row["call_month"]),
            str(row["start_time"]),
            Decimal(0) if row["is_gone"] else Decimal(row["net"]),
        )
        for row in rows
    ]


def count_decidable(
    database: Database, customer_id: int, month: Month, states: tuple[str, str]
) -> tuple[int, Decimal]:
    """Return how many calls of a customer's month are in one of two states, and PLN net."""
    row = database.fetch_one(
        "invoices/premium/count_decidable",
        customer_id=customer_id,
        call_month=month.first_day,
        former=str(states[0]),
        or_former=str(states[1]),
    )
    return (int(row["calls"]), Decimal(row["net"])) if row else (0, Decimal(0))


def decide(database: Database, states: tuple[str, str], **decision: object) -> None:
    """Give a customer's calls in one of two states another one, as a person decided."""
    former, or_former = map(str, states)
    database.execute(
        "invoices/premium/update_decided", former=former, or_former=or_former, **decision
    )


def read_spent(database: Database, month: Month, settings: Settings) -> dict[int, Decimal]:
    """Return what premium-rate calls of a month cost, billed or not, PLN net, by customer."""
    rows = database.fetch_all(
        "invoices/premium/select_spent",
        start=str(month.first_day),
        until=str(month.end),
        premium=listed(settings.premium_types),
        failed=int(settings.bill_failed_calls),
        setup=int(settings.setup_fee == "added"),
    )
    return {int(row["customer_id"]): Decimal(row["net"]) for row in rows}


def read_premium_mark(database: Database) -> tuple[int, ...]:
    """Return numbers that are others once limits or decisions about calls above them changed."""
    row = database.fetch_one("invoices/premium/select_mark") or {}
    return tuple(int(value) for value in row.values())


def withhold(
    database: Database, draft: InvoiceDraft, invoice_id: int, provenance: Provenance
) -> None:
    """Write down which calls the issue of an invoice withholds, before it stamps the others."""
    rows = [
        {
            "cdr_id": call.cdr_id,
            "customer_id": draft.customer_id,
            "call_month": call.month.first_day,
            "cost": call.net,
            "invoice_id": invoice_id,
            "withheld_at": provenance.now,
            "dag_id": provenance.origin.dag_id,
            "run_id": provenance.origin.run_id,
        }
        for call in draft.withheld
    ]
    database.execute_many("invoices/premium/upsert_withheld", rows)


def forget_withheld(database: Database, invoice_id: int) -> None:
    """Let what an invoice withheld be decided anew; what a person decided stays."""
    database.execute("invoices/premium/delete_withheld", invoice_id=invoice_id)
