"""Writes and reads `hv_quarantine`: records that could not be stored, exactly as they came."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from hiperus.calls.rules.unstorable import UnstorableCall, decoded_record, encoded_record
from hiperus.domain.cdr import CDR_FIELDS, CdrRow
from hiperus.storage.database import Database

_DAY = re.compile(rb"\d{4}-\d\d-\d\d(?=[ T]|$)")
_LARGEST_COST = Decimal(10) ** 13
_READ_AT_ONCE = 1_000
REPAIRED = "repaired"
"""The state of a record whose call is stored without a faulty field."""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A record that waits; `asked_type` and `success` as in `UnstorableCall`."""

    id: int
    row: CdrRow
    asked_type: str
    success: bool
    day: date | None


def store_set_aside(
    database: Database, records: Iterable[UnstorableCall], load_id: int, now: int
) -> None:
    """Insert the records; those that are in quarantine already stay as they are."""
    _store(database, records, load_id, now)


def store_repaired(
    database: Database, records: Iterable[UnstorableCall], load_id: int, now: int
) -> None:
    """Keep records as they came of calls that were stored without a faulty field; nothing waits."""
    _store(database, records, load_id, now, REPAIRED)


def _store(
    database: Database,
    records: Iterable[UnstorableCall],
    load_id: int,
    now: int,
    state: str | None = None,
) -> None:
    for record in records:
        identity = (record.row[0] or b"").decode("ascii", "backslashreplace")
        database.execute(
            "calls/quarantine/insert_record",
            category="cdr",
            record_id=identity.replace("\0", "\\0")[:50] or None,
            record=encoded_record(record.row),
            field=record.problem.field,
            reason=record.problem.reason,
            day=_day_of(record.row),
            calltype=record.asked_type,
            success="t" if record.success else "f",
            cost=_cost_of(record.row),
            fingerprint=record.fingerprint,
            load_id=load_id,
            created_at=now,
            state=state,
            resolved_at=now if state else None,
            resolution=f"stored without {record.problem.field}" if state else None,
        )


def count_chosen(database: Database, load_id: int | None, reason: str | None) -> int:
    """Return how many calls were ever set aside by this load, or for this reason."""
    return int(
        database.fetch_value("calls/quarantine/count_chosen", load_id=load_id, reason=reason)
    )


def unresolved_calls(
    database: Database, load_id: int | None = None, reason: str | None = None
) -> Iterator[Quarantined]:
    """Yield the calls that wait, or were stored without a field; of one load, one reason, or all.

    The oldest come first.
    """
    after = 0
    while rows := database.fetch_all(
        "calls/quarantine/select_unresolved",
        load_id=load_id,
        reason=reason,
        after_id=after,
        most=_READ_AT_ONCE,
    ):
        for row in rows:
            record = decoded_record(row["record"])
            yield Quarantined(
                row["id"], record, row["calltype"] or "", row["success"] == "t", row["day"]
            )
        after = rows[-1]["id"]


def _day_of(row: CdrRow) -> date | None:
    found = _DAY.match(row[CDR_FIELDS.index("start_time")] or b"")
    try:
        return date.fromisoformat(found.group().decode()) if found else None
    except ValueError:
        return None


def _cost_of(row: CdrRow) -> Decimal | None:
    """Return what can be read of the cost, also where it cannot be stored as a call's."""
    text = (row[CDR_FIELDS.index("cost")] or b"")[:40].replace(b",", b".")
    try:
        cost = Decimal(text.decode("ascii"))
    except (InvalidOperation, UnicodeDecodeError):
        return None
    if not cost.is_finite() or abs(cost) >= _LARGEST_COST:
        return None
    return cost.quantize(Decimal("0.0001"))
