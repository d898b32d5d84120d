"""One attempt to import a category, and its row in `hv_load`."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace

from hiperus.accounts.rules.categories import Category, ImportOptions
from hiperus.accounts.summary import ImportSummary
from hiperus.domain.states import LoadStatus
from hiperus.errors import HiperusError
from hiperus.run import Run
from hiperus.storage.database import Database
from hiperus.storage.ledger import Load, complete_load, failed_with, reserve_load


@dataclass(frozen=True, slots=True)
class ImportAttempt:
    """The attempt to import one category; `started_at` is in epoch seconds."""

    run: Run
    category: Category
    options: ImportOptions
    started_at: int

    @classmethod
    def begin(cls, run: Run, category: Category, options: ImportOptions) -> ImportAttempt:
        """Note the start."""
        return cls(run, category, options, run.clock())

    @property
    def database(self) -> Database:
        return self.run.database

    @property
    def account_id(self) -> int | None:
        """The one account that is imported, or None."""
        return self.options.account_id

    def open_load(self) -> int:
        """Reserve the row in `hv_load`, in the import's transaction; returns its id."""
        return reserve_load(self.database, self._load(LoadStatus.LOADED), self.run.origin)

    def close_load(self, load_id: int, summary: ImportSummary, distinct: int) -> None:
        """Fill in the counts, in the import's transaction."""
        counted = replace(
            self._load(LoadStatus.LOADED if summary.fetched else LoadStatus.EMPTY),
            rows_fetched=summary.fetched,
            rows_distinct=distinct,
            rows_inserted=summary.inserted,
            rows_updated=summary.updated,
            rows_unchanged=summary.unchanged,
            rows_deleted=summary.deleted,
            rows_quarantined=summary.quarantined,
        )
        complete_load(self.database, load_id, counted)

    def record_failure(self, error: Exception) -> None:
        """Leave a row about a failed import, after its transaction was undone."""
        failed = failed_with(self._load(LoadStatus.FAILED), error)
        # Where the database is the trouble, the error itself is on its way up and says so.
        with suppress(HiperusError):
            reserve_load(self.database, failed, self.run.origin)

    def _load(self, status: LoadStatus) -> Load:
        return Load(
            category=str(self.category),
            status=status,
            started_at=self.started_at,
            finished_at=self.run.clock(),
            account_id=self.account_id,
            full_refresh="t" if self.options.full_refresh else "f",
        )
