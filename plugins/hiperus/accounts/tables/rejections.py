"""Keeps reference records that could not be stored in `hv_quarantine`, without their passwords."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from hiperus.accounts.rules.reading import SECRETS, Rejected
from hiperus.storage.database import Database

_REASON_LENGTH = 255
_RESOLUTION = "the platform sends it otherwise now, or no longer"


def keep_rejected(
    database: Database, category: str, rejected: Sequence[Rejected], load_id: int, now: int
) -> set[str]:
    """Record what could not be stored, once each; returns the fingerprints."""
    rows = [_as_row(category, each) | {"load_id": load_id, "created_at": now} for each in rejected]
    database.execute_many("accounts/rejections/upsert_rejected", rows)
    return {str(row["fingerprint"]) for row in rows}


def settle_others(database: Database, category: str, standing: set[str], now: int) -> int:
    """Mark the records of a category as settled that a complete import no longer rejects."""
    waiting = database.fetch_all("accounts/rejections/select_unresolved", category=category)
    settled = sorted({row["fingerprint"] for row in waiting} - standing)
    values = [{"fingerprint": f, "resolution": _RESOLUTION, "now": now} for f in settled]
    return database.execute_many("accounts/rejections/resolve_rejected", values)


def _as_row(category: str, each: Rejected) -> dict[str, str | int | None]:
    content = {
        name: "(secret)" if name in SECRETS and value else value
        for name, value in {**each.source.row, **each.source.given}.items()
    }
    record = json.dumps(content, ensure_ascii=True, sort_keys=True)
    reason = str(each.error)
    return {
        "category": category,
        "record_id": each.error.record_id or None,
        "record": record,
        "field": each.error.field,
        "reason": reason[:_REASON_LENGTH],
        "fingerprint": hashlib.sha256(f"{category}|{reason}|{record}".encode()).hexdigest(),
    }
