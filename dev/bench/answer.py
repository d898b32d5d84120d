"""Writes a `GetBilling` answer of any size in the real wire format, and the database it fits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from dev.simulator import wire
from hiperus.domain.cdr import CDR_FIELDS
from hiperus.storage.database import Database

MONTH = date(2026, 6, 1)
DAYS = 28
"""So many days every month has."""
TERMINALS = 400
PATTERNS = 997
BATCH = 5_000


def write_answer(path: Path, calls: int, month: date = MONTH, first_id: int = 1) -> None:
    """Write an answer of so many successful outgoing calls of the month that begins then."""
    patterns = [_pattern(number) for number in range(PATTERNS)]
    step = DAYS * 86_400 / calls
    with path.open("wb") as file:
        opening = wire.head(
            success=True, message=None, session_id="bench", kind="ns2:Map", count=calls
        )
        file.write(opening.encode())
        for start in range(0, calls, BATCH):
            numbers = range(start, min(start + BATCH, calls))
            rows = (
                patterns[n % PATTERNS] % (first_id + n, _moment(month, n * step)) for n in numbers
            )
            file.write("".join(rows).encode())
        file.write(wire.tail(calls).encode())


def _moment(month: date, seconds: float) -> str:
    return str(datetime.combine(month, datetime.min.time()) + timedelta(seconds=int(seconds)))


def _pattern(number: int) -> str:
    """Return one row as text with places for the call's id and start."""
    random = Random(number)  # noqa: S311 - the same rows each time are wanted
    terminal = random.randrange(TERMINALS)
    duration, price = random.randrange(5, 1500), random.randrange(400, 9000)
    values: dict[str, wire.Value] = {
        "customer_name": f"Klient {terminal // 2}",
        "terminal_name": f"term{terminal:05d}",
        "ext_billing_id": str(1001 + terminal // 2),
        "caller": str(420_000_000 + terminal),
        "bill_cpb": str(random.randrange(48_500_000_000, 48_799_999_999)),
        "duration": str(duration),
        "rel_cause": "16",
        "calltype": "outgoing",
        "country": "Polska",
        "description": "Polska - komórkowe",
        "operator": random.choice(("Orange", "T-Mobile", "Play")),
        "type": "mobile",
        "price": f"{price / 10_000:.4f}",
        "subscription_used": random.choice("tf"),
        "platform_type": "VOIP",
    }
    for name in CDR_FIELDS:
        if name not in values and name not in {"id", "start_time"}:
            values[name] = f"{random.randrange(0, 60_000) / 10_000:.4f}"
    row = {name: values.get(name, "?") for name in CDR_FIELDS} | {"id": "@id", "start_time": "@at"}
    return wire.map_row(row).replace("%", "%%").replace("@id", "%d").replace("@at", "%s")


def seed_owners(database: Database) -> None:
    """Tell an empty LMS of the accounts and terminals that the calls name."""
    with database.transaction():
        for number, statement in enumerate((ACCOUNT, TERMINAL)):
            for values in _owners(number):
                database.execute_text(statement, values)


ACCOUNT = (
    "INSERT INTO hv_account_history (account_id, name, customer_id, listed, valid_from) "
    "VALUES (%(id)s, %(name)s, %(owner)s, 't', 0)"
)
TERMINAL = (
    "INSERT INTO hv_terminal_history (terminal_id, account_id, name, listed, valid_from) "
    "VALUES (%(id)s, %(owner)s, %(name)s, 't', 0)"
)


def _owners(number: int) -> Iterator[dict[str, object]]:
    if number == 0:
        for n in range(TERMINALS // 2):
            yield {"id": 12_000 + n, "name": f"Klient {n}", "owner": 1001 + n}
    else:
        for n in range(TERMINALS):
            yield {"id": 24_000 + n, "name": f"term{n:05d}", "owner": 12_000 + n // 2}
