"""The rows of a complaint pack about loads, quarantine, settings and holds, in Polish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from hiperus.domain.xml_text import without_forbidden
from hiperus.notes.rules.complaints import answer_due
from hiperus.statements.rules import complaint_words as words
from hiperus.statements.rules.complaint_pack import Evidence, Row
from hiperus.statements.rules.complaint_values import day_said, flag_said, local_time

Cell = str | int | Decimal | None
Cells = tuple[Cell, ...]

_COUNTS = (
    "rows_fetched",
    "rows_inserted",
    "rows_updated",
    "rows_unchanged",
    "rows_quarantined",
    "rows_vanished",
    "rows_restored",
)
_RECORDED = ("id", "start_time", "caller", "bill_cpb", "duration", "type", "cost")


def load_rows(found: Evidence) -> Iterator[Cells]:
    """Yield a row an attempt to load."""
    for row in found.loads:
        yield (
            row["id"],
            words.said(words.LOADS, row["category"]),
            day_said(row["window_from"]),
            day_said(row["window_to"]),
            words.said(words.CALL_TYPES, row["calltype"]),
            words.said(words.ASKED_FOR, row["success"]),
            flag_said(row["full_refresh"]),
            words.said(words.LOAD_STATES, row["status"]),
            *(row[name] for name in _COUNTS),
            row["sum_duration"],
            row["sum_cost"],
            local_time(row["started_at"]),
            local_time(row["finished_at"]),
            row["dag_id"],
            row["run_id"],
            row["try_number"],
            row["error_class"],
        )


def quarantine_rows(found: Evidence) -> Iterator[Cells]:
    """Yield a row a record that was kept aside."""
    for row in found.quarantine:
        record: Mapping[str, Any] = row["record"]
        yield (
            # Bytes that were no text stand here as halves of letters that no file can hold.
            *(without_forbidden(record.get(name) or "") for name in _RECORDED),
            words.said(words.CALL_TYPES, row["calltype"]),
            flag_said(row["success"]),
            words.FIELDS.get(row["field"] or "", row["field"]),
            row["reason"],
            "zapisane bez wadliwego pola" if row["state"] == "repaired" else _waiting(row),
            row["load_id"],
            local_time(row["created_at"]),
            local_time(row["resolved_at"]),
        )


def _waiting(row: Row) -> str:
    return "załatwione" if row["resolved_at"] else "czeka"


def setting_rows(found: Evidence) -> Iterator[Cells]:
    """Yield a row a setting."""
    yield from found.settings


def hold_rows(found: Evidence) -> Iterator[Cells]:
    """Yield a row an open hold, with the day by which an answer is due."""
    for row in found.holds:
        yield (
            row["id"],
            local_time(row["noted_at"]),
            row["noted_by"] or "",
            row["held_from"],
            row["held_until"] or "",
            row["reason"],
            str(answer_due(row["noted_at"])),
        )
