"""Reads what unlinked accounts and LMS customers are compared by."""

from __future__ import annotations

from hiperus.accounts.rules.proposals import Party
from hiperus.storage.database import Database, Record


def read_unlinked(database: Database) -> list[Party]:
    """Return the accounts that are linked to no customer."""
    return [
        Party(
            int(row["id"]),
            _texts(row, "b_name", "name"),
            row["b_nip"] or "",
            _texts(row, "b_postcode", "postcode"),
        )
        for row in database.fetch_all("accounts/proposals/select_unlinked")
    ]


def read_candidates(database: Database) -> list[Party]:
    """Return the living customers of LMS, each once though it may have several external ids."""
    found = {
        int(row["id"]): Party(
            int(row["id"]),
            (" ".join(_texts(row, "lastname", "name")),),
            row["ten"] or "",
            _texts(row, "zip"),
        )
        for row in database.fetch_all("accounts/proposals/select_candidates")
    }
    return list(found.values())


def _texts(row: Record, *names: str) -> tuple[str, ...]:
    return tuple(text for name in names if (text := str(row[name] or "").strip()))
