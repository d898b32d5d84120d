"""Leaves one row in `hv_load` for every attempt to load a window of calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from hiperus.calls.rules.coverage import Cell, state_of
from hiperus.calls.rules.loading import LoadOptions, WindowSummary
from hiperus.calls.tables.counts import AnswerTotals, MergeCounts, StoredDay, Totals
from hiperus.calls.tables.coverage import record_failed_cells
from hiperus.domain.periods import Window
from hiperus.domain.states import LoadStatus
from hiperus.errors import HiperusError
from hiperus.storage.database import Database
from hiperus.storage.ledger import Load, RunOrigin, complete_load, reserve_load

CATEGORY = "cdr"
_UNEXPECTED = "An unexpected error; the task's log has its trace."


class CdrLedger:
    """The attempt to load one window; begins when it is made.

    Attributes:
        clock: gives epoch seconds.
        load_id: the row's id, once it is reserved.
        received: rows that have come so far; a failed load tells it.
    """

    def __init__(
        self,
        database: Database,
        window: Window,
        options: LoadOptions,
        origin: RunOrigin,
        clock: Callable[[], int],
    ) -> None:
        """Note the start."""
        self._database = database
        self._window = window
        self._options = options
        self._origin = origin
        self.clock = clock
        self.load_id = 0
        self.received = 0
        self._started_at = clock()

    def reserve(self) -> int:
        """Insert the row, in the window's transaction; returns its id."""
        self.load_id = reserve_load(self._database, self._load(LoadStatus.LOADED), self._origin)
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
        complete_load(self._database, self.load_id, load)
        return WindowSummary(
            window=self._window,
            load_id=self.load_id,
            status=status,
            fetched=counts.received,
            distinct=counts.distinct,
            inserted=counts.inserted,
            updated=counts.updated,
            unchanged=counts.unchanged,
            quarantined=counts.quarantined,
            in_both=counts.in_both,
            missing=counts.missing,
            restored=counts.restored,
            removed=counts.removed,
            outside=answer.outside,
            unlinked=counts.unlinked,
            lasting_failures=sum(day.lasting for day in stored if day.success == "f"),
            duration=answer.inside.duration,
            cost=answer.inside.cost,
            init_charge=answer.inside.init_charge,
            started_at=load.started_at,
            finished_at=load.finished_at,
        )

    def record_failure(self, error: Exception) -> None:
        """Record a failed load in a transaction of its own, after the window's was undone."""
        # Only our own errors are sure to quote nothing that must not be seen.
        message = str(error) if isinstance(error, HiperusError) else _UNEXPECTED
        failed = replace(
            self._load(LoadStatus.FAILED),
            rows_fetched=self.received,
            error_class=type(error).__name__,
            error_message=message,
        )
        with self._database.transaction():
            load_id = reserve_load(self._database, failed, self._origin)
            if self._options.account_id is None:
                asked = self._options.asked
                record_failed_cells(self._database, self._window, asked, load_id, self.clock())

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
            started_at=self._started_at,
            finished_at=self.clock(),
            window_from=self._window.days.start,
            window_to=self._window.days.end,
            calltype=str(self._window.call_type),
            success=self._options.successes,
            account_id=self._options.account_id,
            full_refresh="t" if self._options.full_refresh else "f",
        )


def covered_cells(
    window: Window, stored: Sequence[StoredDay], asked_at: Mapping[bool, int]
) -> list[Cell]:
    """Return what complete, unfiltered answers prove of each day of the window.

    Args:
        window: what was asked for.
        stored: what is stored for the calls of the answers.
        asked_at: when the first request of each answer began, in epoch seconds.
    """
    by_cell = {(day.day, day.success): day.totals for day in stored}
    cells = []
    for is_success, instant in asked_at.items():
        success = "t" if is_success else "f"
        for day in window.days.days():
            totals = by_cell.get((day, success), Totals())
            cells.append(
                Cell(
                    day,
                    str(window.call_type),
                    success,
                    state_of(day, totals.calls, instant),
                    totals.calls,
                    totals.duration,
                    totals.cost,
                    totals.init_charge,
                    instant,
                )
            )
    return cells
