"""Writes the findings of a comparison into `hv_alert`, and forgets those that are gone."""

from __future__ import annotations

from collections.abc import Iterable

from hiperus.storage.database import Database, Record

KIND = "finding"


def known_causes(database: Database) -> set[str]:
    """Return the causes of the findings that the last comparison kept."""
    rows = database.fetch_all("alerts/alerts/select_causes", kind=KIND)
    return {row["cause"] for row in rows}


def forget(database: Database, causes: Iterable[str]) -> None:
    """Remove findings that are gone."""
    rows = [{"cause": cause} for cause in causes]
    database.execute_many("alerts/alerts/delete_cause", rows)


def keep(database: Database, rows: Iterable[Record]) -> None:
    """Write findings down, or that they last: cause, subject, facts, when, by which run."""
    kinded = [{**row, "kind": KIND} for row in rows]
    database.execute_many("alerts/alerts/upsert_alert", kinded)
