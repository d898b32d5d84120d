"""Loads one window of calls, in one transaction: fetched, staged, merged, compared.

The database takes in one batch of rows while the next is still being parsed. Nothing counts before
the last page has come and its counts and sums are those of the answer: any difference, and any
page that is missing, undoes everything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain

from hiperus.calls.controls import check_quarantine, check_removal, check_shrink, check_totals
from hiperus.calls.kept import require_kept
from hiperus.calls.load_ledger import CdrLedger, covered_cells
from hiperus.calls.load_run import LoadLimits, WindowRun
from hiperus.calls.rules.coverage import CoverageState
from hiperus.calls.rules.loading import LoadOptions, WindowSummary
from hiperus.calls.rules.paging import AnswerReader
from hiperus.calls.tables.columns import read_billing_columns
from hiperus.calls.tables.counts import AnswerDay, AnswerTotals, MergeCounts, StoredDay
from hiperus.calls.tables.coverage import confirm_cells
from hiperus.calls.tables.merge import CdrMerge
from hiperus.calls.tables.missing import MissingCalls
from hiperus.calls.tables.quarantine import store_set_aside
from hiperus.calls.tables.staging import Staging
from hiperus.domain.cdr import BillingQuery, CdrRow
from hiperus.domain.periods import Month, Window
from hiperus.domain.ports import Platform
from hiperus.domain.states import LoadStatus
from hiperus.errors import HiperusError, IncompleteAnswerError
from hiperus.storage.database import Database
from hiperus.storage.ledger import RunOrigin
from hiperus.storage.migrations import require_current
from hiperus.storage.uiconfig import read_settings


def load_window(  # noqa: PLR0913, PLR0917 -- the use case's whole surroundings
    database: Database,
    platform: Platform,
    window: Window,
    options: LoadOptions,
    origin: RunOrigin,
    clock: Callable[[], int],
) -> WindowSummary:
    """Bring the calls of one window in LMS to what the platform lists.

    Args:
        database: the LMS.
        platform: whom to ask.
        window: days of one month, and the call type.
        options: which answers, how careful.
        origin: the run, for `hv_load`.
        clock: gives epoch seconds.

    Returns:
        What was done; a second run says "nothing changed".

    Raises:
        HiperusError: nothing was written but a row in `hv_load`, and `failed` for days that were
            not covered before.
    """
    ledger = CdrLedger(database, window, options, origin, clock)
    try:
        # Two loads whose days overlap take turns: the one that asked later writes later.
        with database.locked(f"cdr {Month.of(window.days.start)} {window.call_type}"):
            require_current(database)
            require_kept(database, window.days)
            limits = LoadLimits.of(options, read_settings(database))
            columns = read_billing_columns(database)
            run = WindowRun(database, window, options, limits, columns, ledger)
            with Staging(database, columns, window.call_type) as staging:
                return _load(run, platform, staging)
    except Exception as error:
        # Where the database is the trouble, the error itself is on its way up and says so.
        with suppress(HiperusError):
            ledger.record_failure(error)
        raise


def _load(run: WindowRun, platform: Platform, staging: Staging) -> WindowSummary:
    """Fetch, stage and merge in one transaction, which begins with the first row."""
    fetch = _Fetch(run, platform, staging)
    batches = fetch.batches()
    first = next(batches, None)
    with run.database.transaction():
        merge = CdrMerge(staging, run.columns, run.window, run.ledger.reserve())
        with staging.receiving(merge.absorb):
            for batch in chain((first,) if first else (), batches):
                staging.put(batch.rows, success=batch.success, page=batch.page)
        fetch.confirm()
        return _merge(run, staging, merge, fetch.asked_at)


@dataclass(frozen=True, slots=True)
class _Batch:
    rows: list[CdrRow]
    success: bool
    page: int


class _Fetch:
    """The answers about one window. `asked_at`: when each began, in epoch seconds."""

    def __init__(self, run: WindowRun, platform: Platform, staging: Staging) -> None:
        self._run = run
        self._platform = platform
        self._staging = staging
        self._to_confirm: list[tuple[CdrRow, bool]] = []
        self.asked_at: dict[bool, int] = {}

    def batches(self) -> Iterator[_Batch]:
        """Yield the rows of all answers; pages are numbered over all of them."""
        pages = 0
        for success in self._run.options.asked:
            self.asked_at[success] = self._run.ledger.clock()
            reader = AnswerReader(self._platform, _query(self._run, success=success))
            for page, rows in reader.batches():
                self._run.ledger.received += len(rows)
                yield _Batch(rows, success, pages + page)
            pages += reader.pages
            if reader.to_confirm:
                self._to_confirm.append((reader.to_confirm, success))

    def confirm(self) -> None:
        """Look up the rows by which an answer proves that its count is right.

        Raises:
            IncompleteAnswerError: one is not among the rows that came.
        """
        for row, success in self._to_confirm:
            if not self._staging.holds(row, success=success):
                raise IncompleteAnswerError(
                    f"The calls of {self._run.window} changed while they were read. Nothing was "
                    "stored; try again.",
                    action="GetBilling",
                )


def _query(run: WindowRun, *, success: bool) -> BillingQuery:
    days = run.window.days
    return BillingQuery(
        days.start, days.last_day, run.window.call_type, success, run.options.account_id
    )


def _merge(
    run: WindowRun, staging: Staging, merge: CdrMerge, asked_at: Mapping[bool, int]
) -> WindowSummary:
    """Finish the merge, and write everything that is said about it."""
    now = run.ledger.clock()
    merge.drop_copies()
    merge.drop_conflicts()
    answered = merge.answer_days()
    counts = merge.write(answered, now)
    check_quarantine(run.window, counts, staging.set_aside, run.limits)
    stored = merge.stored_days(answered)
    answer = AnswerTotals.of(answered, run.window.days)
    check_totals(run.window, counts, answer, stored)
    counts = _treat_missing(run, staging, counts, answered, answer.inside.calls)
    store_set_aside(run.database, staging.set_aside.values(), run.ledger.load_id, now)
    merge.settle_quarantine(now)
    states = _cover(run, stored, asked_at)
    return run.ledger.complete(counts, answer, stored, _status(run, counts, states))


def _treat_missing(
    run: WindowRun,
    staging: Staging,
    counts: MergeCounts,
    answered: Sequence[AnswerDay],
    found: int,
) -> MergeCounts:
    """Note, or on a full refresh remove, stored calls that the answers did not hold."""
    if not run.is_complete:
        return counts
    now, load_id = run.ledger.clock(), run.ledger.load_id
    missing = MissingCalls(run.database, run.window, run.options.asked)
    if run.options.full_refresh:
        check_removal(run.database, run.window, missing)
    if missing.find(found, staging.ids_set_aside()):
        check_shrink(run, missing, {day.day: day.totals.calls for day in answered})
    if run.options.full_refresh:
        return replace(counts, removed=missing.remove(load_id, now))
    return replace(counts, missing=missing.note(load_id, now))


def _cover(
    run: WindowRun, stored: Sequence[StoredDay], asked_at: Mapping[bool, int]
) -> set[CoverageState]:
    """Write the coverage that the load proved; returns the states."""
    if not run.is_complete:
        return {CoverageState.PARTIAL}
    cells = covered_cells(run.window, stored, asked_at)
    confirm_cells(run.database, run.window.days, cells, run.ledger.load_id)
    return {cell.state for cell in cells}


def _status(run: WindowRun, counts: MergeCounts, states: set[CoverageState]) -> LoadStatus:
    if CoverageState.PARTIAL in states:
        return LoadStatus.PARTIAL
    return LoadStatus.LOADED if counts.distinct else LoadStatus.EMPTY
