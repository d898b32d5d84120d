"""One attempt to load a window of calls, and its row in `hv_load`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from hiperus.calls.rules.counts import AnswerTotals, MergeCounts, StoredDay
from hiperus.calls.rules.loading import LoadLimits, LoadOptions, WindowSummary
from hiperus.calls.tables.coverage import record_failed_cells
from hiperus.domain.periods import Window
from hiperus.domain.states import LoadStatus
from hiperus.run import Run
from hiperus.storage.ledger import Load, complete_load, failed_with, reserve_load

CATEGORY = "cdr"


@dataclass(slots=True)
class LoadAttempt:
    """The attempt to load one window.

    Attributes:
        run: the run that makes it.
        window: days of one month, and the call type.
        options: which answers, how careful.
        started_at: epoch seconds.
        load_id: the row of `hv_load`, once it is reserved.
    """

    run: Run
    window: Window
    options: LoadOptions
    started_at: int
    load_id: int = field(default=0, init=False)

    @classmethod
    def begin(cls, run: Run, window: Window, options: LoadOptions) -> LoadAttempt:
        """Note the start."""
        return cls(run, window, options, run.clock())

    @property
    def limits(self) -> LoadLimits:
        """The limits in force: the options' own before those of the settings."""
        return LoadLimits.of(self.options, self.run.settings)

    @property
    def is_complete(self) -> bool:
        """Whether the answers are about all accounts."""
        return self.options.account_id is None

    def reserve(self) -> int:
        """Insert the row, in the window's transaction; returns its id."""
        self.load_id = reserve_load(
            self.run.database, self._load(LoadStatus.LOADED), self.run.origin
        )
        return self.load_id

    def complete(
        self,
        counts: MergeCounts,
        answer: AnswerTotals,
        stored: Sequence[StoredDay],
        status: LoadStatus,
    ) -> WindowSummary:
        """Fill in counts and sums, in the window's transaction."""
        load = self._counted(counts, answer, status)
        complete_load(self.run.database, self.load_id, load)
        return WindowSummary(
            window=self.window,
            load_id=self.load_id,
            status=status,
            fetched=counts.received,
            distinct=counts.distinct,
            inserted=counts.inserted,
            updated=counts.updated,
            unchanged=counts.unchanged,
            quarantined=counts.quarantined,
            repaired=counts.repaired,
            in_both=counts.in_both,
            missing=counts.missing,
            restored=counts.restored,
            removed=counts.removed,
            outside=answer.outside,
            unlinked=counts.unlinked,
            lasting_failures=sum(day.lasting for day in stored if day.success == "f"),
            duration=answer.inside.duration,
            cost=answer.inside.cost,
        )

    def record_failure(self, error: Exception, received: int) -> None:
        """Record a failed load in a transaction of its own, after the window's was undone.

        Args:
            error: why it failed.
            received: rows that had come by then.
        """
        failed = failed_with(replace(self._load(LoadStatus.FAILED), rows_fetched=received), error)
        database = self.run.database
        with database.transaction():
            load_id = reserve_load(database, failed, self.run.origin)
            if self.is_complete:
                now = self.run.clock()
                record_failed_cells(
                    database, self.window, self.options.success_answers, load_id, now
                )

    def _counted(self, counts: MergeCounts, answer: AnswerTotals, status: LoadStatus) -> Load:
        return replace(
            self._load(status),
            rows_fetched=counts.received,
            rows_distinct=counts.distinct,
            rows_inserted=counts.inserted,
            rows_updated=counts.updated,
            rows_unchanged=counts.unchanged,
            rows_deleted=counts.removed,
            rows_quarantined=counts.quarantined,
            rows_repaired=counts.repaired,
            rows_restored=counts.restored,
            rows_outside=answer.outside,
            rows_unlinked=counts.unlinked,
            sum_duration=answer.inside.duration,
            sum_cost=answer.inside.cost,
            sum_init_charge=answer.inside.init_charge,
            first_call=answer.first_call,
            last_call=answer.last_call,
        )

    def _load(self, status: LoadStatus) -> Load:
        return Load(
            category=CATEGORY,
            status=status,
            started_at=self.started_at,
            finished_at=self.run.clock(),
            window_from=self.window.days.start,
            window_to=self.window.days.end,
            calltype=str(self.window.call_type),
            success=self.options.successes,
            account_id=self.options.account_id,
            full_refresh="t" if self.options.full_refresh else "f",
        )
