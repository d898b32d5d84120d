"""Finds and deletes calls whose time is over, and remembers which months they were of."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hiperus.domain.periods import DaySpan, Month, local_midnight
from hiperus.invoices.rules.premium import WithheldState
from hiperus.invoices.tables.premium import listed
from hiperus.settings import Settings
from hiperus.storage.database import Database, Record
from hiperus.storage.ledger import RunOrigin

# In this order: what hangs on a call goes before the call.
_OF_A_DAY = {
    "hv_billing_link": "cdr_id",
    "hv_billing_revision": "cdr_id",
    "hv_billing_vanished": "cdr_id",
    "hv_billing_missing": "cdr_id",
    "hv_billing": "id",
}


def months_with_calls(database: Database, until: date) -> list[tuple[Month, int, Decimal]]:
    """Return the months that hold calls from before a day, how many, and their cost (PLN net).

    A month whose deletion was broken off is among them, also with no calls left.
    """
    rows = database.fetch_all("retention/deletion/select_months", until_text=str(until))
    return [(_month(int(r["call_month"])), int(r["calls"]), Decimal(r["net"])) for r in rows]


def invoices_of(database: Database, month: Month) -> dict[str, int]:
    """Return how a month's invoices stand: `done`, `waiting`, `lost`, `unpaid`."""
    row = database.fetch_all("retention/deletion/select_invoices", billed_month=month.first_day)[0]
    return {name: int(count) for name, count in row.items()}


def changes_of(database: Database, month: Month, settings: Settings) -> list[Decimal]:
    """Return what the month's calls cost more (or less, negative) than was billed, PLN net.

    An increase above a premium-rate limit that a person wrote off counts as settled.
    """
    rows = database.fetch_all(
        "invoices/inputs/select_changes",
        start=str(month.first_day),
        until=str(month.end),
        setup=int(settings.setup_fee == "added"),
        premium=listed(settings.premium_types),
    )
    settled = WithheldState.WRITTEN_OFF
    return [
        Decimal(row["net"])
        for row in rows
        if row["premium_id"] is None or row["withheld"] != settled
    ]


def leaks_of(database: Database, month: Month) -> list[Record]:
    """Return what is priced and on no invoice, by account and reason, with calls and PLN net."""
    return database.fetch_all(
        "reconcile/stored/select_leaks", start_text=str(month.first_day), until_text=str(month.end)
    )


def begin(
    database: Database, month: Month, now: int, origin: RunOrigin, reason: str | None
) -> None:
    """Say that a month's calls are deleted from now on, and why although something is open."""
    database.execute(
        "retention/deletion/upsert_month",
        call_month=month.first_day,
        now=now,
        dag_id=origin.dag_id,
        run_id=origin.run_id,
        reason=reason,
    )


def delete_day(database: Database, day: date) -> int:
    """Delete a day's calls and what hangs on them, but not their stamps; returns how many.

    Calls that a hold keeps stay.
    """
    _gather(database, day)
    found = database.fetch_all("retention/deletion/select_day")[0]
    calls = int(found["calls"])
    if calls:
        for table, key in _OF_A_DAY.items():
            name, quote = "retention/deletion/delete_of_day", database.dialect.quote
            text = database.text_of(name, table=quote(table), key=quote(key))
            database.execute_text(text, name=name)
        _add(database, Month.of(day), calls=calls, net=found["net"])
    return calls


def oldest_call(database: Database) -> str | None:
    """Return the local day of the oldest call that is stored, as text; None: there is none."""
    found = database.fetch_value("retention/deletion/select_oldest")
    return str(found)[:10] if found else None


def count_holds(database: Database, month: Month) -> int:
    """Return how many holds touch a month."""
    return int(
        database.fetch_value(
            "retention/deletion/count_holds", start=str(month.first_day), until=str(month.end)
        )
    )


def count_held(database: Database, month: Month) -> int:
    """Return how many calls of a month a hold keeps."""
    return len(database.fetch_all("calls/holds/select_held", **_span(month.days)))


def _gather(database: Database, day: date) -> None:
    name = "retention/deletion/create_day"
    text = database.text_of(name, held=database.text_of("calls/holds/select_held"))
    database.execute("retention/deletion/drop_day")
    database.execute_text(text, _span(DaySpan(day, day + timedelta(days=1))), name=name)


def _span(days: DaySpan) -> dict[str, object]:
    return {"from_time": str(days.start), "to_time": str(days.end)}


def delete_rest(database: Database, month: Month) -> int:
    """Delete a month's records in quarantine, and versions of calls that were removed before.

    Returns:
        How many records of quarantine.
    """
    instants = {
        "from_instant": local_midnight(month.first_day),
        "to_instant": local_midnight(month.end),
    }
    days = {"start": month.first_day, "until": month.end}
    records = database.execute("retention/deletion/delete_quarantined", **days, **instants)
    database.execute(
        "retention/deletion/delete_removed",
        from_time=str(month.first_day),
        to_time=str(month.end),
        from_instant=instants["from_instant"],
    )
    _add(database, month, records=records)
    return records


def finish(database: Database, month: Month, now: int) -> None:
    """Say that nothing of a month is left to delete."""
    database.execute("retention/deletion/finish_month", call_month=month.first_day, now=now)


def _month(number: int) -> Month:
    """Read a month such as 202610: text of different tables cannot be compared everywhere."""
    return Month(number // 100, number % 100)


def _add(
    database: Database,
    month: Month,
    *,
    calls: int = 0,
    net: Decimal = Decimal(0),
    records: int = 0,
) -> None:
    database.execute(
        "retention/deletion/update_month",
        call_month=month.first_day,
        calls=calls,
        net=net,
        records=records,
    )
