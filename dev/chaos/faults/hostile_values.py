"""Values that mean harm: what can be stored is stored to the letter, the rest is set aside.

One call (or account) of an otherwise good answer holds such a value; its neighbours must not care.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from dev.chaos.ground import Ground
from dev.chaos.outcome import Outcome
from dev.chaos.platform import client
from dev.chaos.registry import case
from dev.chaos.worker import Task
from dev.lms.seed import put_settings
from dev.simulator import wire
from hiperus.domain.cdr import CDR_FIELDS, BillingQuery, CallType
from hiperus.storage.connect import connect
from hiperus.storage.database import Database

DAY = date(2026, 6, 10)
_JOB = {"days": (str(DAY), "2026-06-11"), "types": ["outgoing"], "page_size": 10_000}
_MARK = "@@mark@@"


class Fate(StrEnum):
    """What becomes of the call.

    Attributes:
        STORED: to the letter.
        WITHOUT: without the field, which no bill needs; the record as it came is kept beside it.
        ASIDE: it goes to quarantine.
    """

    STORED = "stored to the letter"
    WITHOUT = "stored without the field"
    ASIDE = "set aside"


@dataclass(frozen=True, slots=True)
class Hostile:
    """One field of one call, and what becomes of the call."""

    field: str
    value: bytes
    fate: Fate = Fate.ASIDE


VALUES = {
    "a zero byte": Hostile("description", b"a\0b", Fate.WITHOUT),
    "invalid UTF-8": Hostile("description", b"Zgierz\xff\xfe", Fate.WITHOUT),
    "half a surrogate pair": Hostile("operator", b"\xed\xa0\x80", Fate.WITHOUT),
    "NaN": Hostile("cost", b"NaN"),
    "1e309": Hostile("cost", b"1e309"),
    "a decimal comma": Hostile("cost", b"1,23"),
    "a negative amount": Hostile("price", b"-0.0100", Fate.WITHOUT),
    "a negative duration": Hostile("duration", b"-60"),
    "a duration of ages": Hostile("duration", b"99999999999"),
    "the year 1900": Hostile("start_time", b"1900-01-01 00:00:00"),
    "the year 2100": Hostile("start_time", b"2100-01-01 00:00:00"),
    "30 February": Hostile("start_time", b"2026-02-30 12:00:00"),
    "an id of 2^63": Hostile("id", b"9223372036854775808"),
    "an id of a thousand digits": Hostile("id", b"9" * 1000),
    "a text too long": Hostile("caller", b"4" * 21, Fate.WITHOUT),
    "another call type": Hostile("calltype", b"telepathy"),
    "SQL": Hostile("description", b"'; DROP TABLE hv_billing; --", Fate.STORED),
    "HTML": Hostile("description", b"<script>alert(1)</script>&amp;", Fate.STORED),
    "quotes and backslashes": Hostile("operator", b'O\'Neil "\\N" \\', Fate.STORED),
    "templates": Hostile("country", b"{{ ds }} %(id)s %s ${x} {0}", Fate.STORED),
    "tabs and line feeds": Hostile("description", b"a\tb\nc\r\nd", Fate.STORED),
    "right-to-left and combining": Hostile(
        "operator", "\u202eabc\u0301 \U0001f600".encode(), Fate.STORED
    ),
}


def _register(name: str, hostile: Hostile) -> None:
    @case(f"input: {name} in a call")
    def in_a_call(ground: Ground) -> Outcome:
        return one_call_with(ground, hostile)


for _name, _hostile in VALUES.items():
    _register(_name, _hostile)


def one_call_with(ground: Ground, hostile: Hostile, limit: int | None = 100) -> Outcome:
    """Load a day of which the first call is hostile.

    Args:
        ground: what it stands on.
        hostile: the call.
        limit: `quarantine_limit` (percent); None: as it is by default.
    """
    with ground.platform() as platform, ground.lms("imported") as url:
        if limit is not None:
            with connect(url) as database:
                put_settings(database, quarantine_limit=limit)
        row = _first_call(platform.url)
        text = wire.map_row(row)
        by = (
            wire.map_row({**row, hostile.field: _MARK})
            .encode()
            .replace(_MARK.encode(), escaped(hostile.value))
        )
        fault = {"kind": "replace", "text": text, "by": by.hex(), "times": 1}
        platform.faults.add({**fault, "action": "GetBilling"})
        report = ground.work(Task("load", url, platform.url, _JOB))
        with connect(url) as database:
            problems = [] if report.is_done else [f"{report.error_class}: {report.message}"]
            problems += _sums(database) + _fate(database, row, hostile)
        return Outcome(platform.struck == 1, not problems, "; ".join(problems) or hostile.fate)


def _first_call(endpoint: str) -> dict[str, Any]:
    query = BillingQuery(DAY, DAY, CallType.OUTGOING, True, None)
    with client(endpoint) as platform, closing(platform.billing_page(query, 0, 1)) as page:
        values = next(iter(page))[0]
    texts = (value.decode() if value else None for value in values)
    return dict(zip(CDR_FIELDS, texts, strict=True))


def escaped(value: bytes) -> bytes:
    """Escape a value as PHP does, whatever bytes it holds."""
    return (
        value.replace(b"&", b"&amp;")
        .replace(b"<", b"&lt;")
        .replace(b">", b"&gt;")
        .replace(b"\r", b"&#13;")
    )


def _sums(database: Database) -> list[str]:
    """What was fetched is stored or set aside."""
    loads = database.fetch_text(
        "SELECT SUM(rows_distinct) AS fetched, SUM(rows_inserted) AS stored, "
        "SUM(rows_quarantined) AS aside FROM hv_load WHERE category = 'cdr'"
    )[0]
    held = database.fetch_text("SELECT COUNT(*) AS n FROM hv_billing")[0]["n"]
    if loads["fetched"] == loads["stored"] + loads["aside"] and held == loads["stored"] > 0:
        return []
    return [f"{loads['fetched']} fetched, {held} stored, {loads['aside']} set aside"]


def _fate(database: Database, row: dict[str, Any], hostile: Hostile) -> list[str]:
    aside = database.fetch_text("SELECT field, state FROM hv_quarantine")
    if hostile.fate is not Fate.STORED:
        state = "repaired" if hostile.fate is Fate.WITHOUT else None
        kept = [(record["field"], record["state"]) for record in aside]
        return [] if kept == [(hostile.field, state)] else [f"kept for {kept}"]
    found = database.fetch_text(
        f"SELECT {hostile.field} AS value FROM hv_billing WHERE id = %(id)s",
        {"id": int(row["id"])},
    )
    if [entry["value"].encode() for entry in found] == [hostile.value] and not aside:
        return []
    return [f"stored as {found}, set aside {len(aside)}"]
