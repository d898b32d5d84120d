"""Counts of one import: for the log, the task's result and the row in `hv_load`."""

from __future__ import annotations

from dataclasses import dataclass

from hiperus.accounts.rules.categories import Category


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """Counts of one category; `numbers` adds up its three tables.

    Attributes:
        category: which one.
        fetched: records in the platform's answers.
        inserted: rows added.
        updated: rows changed.
        unchanged: rows that said the same and were not touched.
        deleted: rows removed because the platform no longer lists them.
        quarantined: records that could not be stored; they are in `hv_quarantine`.
        notes: what a reader should know besides, a sentence each.
    """

    category: Category
    fetched: int = 0
    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    deleted: int = 0
    quarantined: int = 0
    notes: tuple[str, ...] = ()

    @property
    def is_change(self) -> bool:
        """Whether any row was added, changed or removed."""
        return bool(self.inserted or self.updated or self.deleted)

    def describe(self) -> str:
        """Return one line for a person."""
        counts = (
            f"{self.inserted} added, {self.updated} changed, {self.deleted} removed, "
            f"{self.unchanged} as they were"
        )
        parts = [f"{self.fetched} fetched", counts if self.is_change else "nothing changed"]
        if self.quarantined:
            parts.append(f"{self.quarantined} set aside in hv_quarantine")
        return "; ".join([f"{self.category}: {', '.join(parts)}", *self.notes])
