"""Loads one window of calls in one transaction: fetch, check, derive, stage, merge, compare.

The database takes in one batch of rows while the next is still being parsed. Nothing counts before
the last page has come and its counts and sums are those of the answer: any difference, and any
page that is missing, undoes everything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import chain

from hiperus.calls.attempt import LoadAttempt
from hiperus.calls.controls import check_quarantine, check_removal, check_shrink, check_totals
from hiperus.calls.fetch import WindowAnswers
from hiperus.calls.kept import require_kept
from hiperus.calls.rules.counts import AnswerDay, AnswerTotals, MergeCounts, StoredDay
from hiperus.calls.rules.coverage import CoverageState, covered_cells
from hiperus.calls.rules.derived import DerivedFields
from hiperus.calls.rules.loading import LoadOptions, WindowSummary
from hiperus.calls.rules.unstorable import CallSorter
from hiperus.calls.tables.columns import BillingColumns, read_billing_columns
from hiperus.calls.tables.coverage import confirm_cells
from hiperus.calls.tables.links import read_directory
from hiperus.calls.tables.merge import CdrMerge
from hiperus.calls.tables.missing import MissingCalls
from hiperus.calls.tables.quarantine import store_repaired, store_set_aside
from hiperus.calls.tables.staging import Staging
from hiperus.domain.periods import Month, Window
from hiperus.domain.ports import Platform
from hiperus.domain.states import LoadStatus
from hiperus.errors import HiperusError
from hiperus.run import Run


def load_window(
    run: Run, platform: Platform, window: Window, options: LoadOptions
) -> WindowSummary:
    """Bring the calls of one window in LMS to what the platform lists.

    Args:
        run: the run, for `hv_load`.
        platform: whom to ask.
        window: days of one month, and the call type.
        options: which answers, how careful.

    Returns:
        What was done; a second run says "nothing changed".

    Raises:
        HiperusError: nothing was written but a row in `hv_load`, and `failed` for days that were
            not covered before.
    """
    attempt = LoadAttempt.begin(run, window, options)
    answers = WindowAnswers(platform, window, options)
    try:
        # Two loads whose days overlap take turns: the one that asked later writes later.
        with run.database.locked(f"cdr {Month.of(window.days.start)} {window.call_type}"):
            require_kept(run.database, window.days)
            run.require_settings()
            return _load(attempt, answers)
    except Exception as error:
        # Where the database is the trouble, the error itself is on its way up and says so.
        with suppress(HiperusError):
            attempt.record_failure(error, answers.received)
        raise


def _load(attempt: LoadAttempt, answers: WindowAnswers) -> WindowSummary:
    """Go through the steps; the transaction begins with the first row that comes."""
    database, window = attempt.run.database, attempt.window
    columns = read_billing_columns(database)
    bills_setup = attempt.run.settings.setup_fee == "added"
    sorter = CallSorter(window.call_type, columns.limits, bills_setup=bills_setup)
    with Staging(database) as staging:
        fields = DerivedFields(read_directory(database), sorter.nameless)
        batches = answers.batches(attempt.run.clock)
        first = next(batches, None)
        with database.transaction():
            merge = _merge_of(attempt, sorter, columns)
            with staging.receiving(merge.absorb):
                for batch in chain((first,) if first else (), batches):
                    rows = sorter.storable(batch.rows, success=batch.success)
                    derived = fields.texts(rows)
                    staging.put(rows, derived, success=batch.success, page=batch.page)
            answers.require_confirmed(staging)
            return _finish(attempt, merge, sorter, answers.asked_at)


def _merge_of(attempt: LoadAttempt, sorter: CallSorter, columns: BillingColumns) -> CdrMerge:
    load_id = attempt.reserve()
    return CdrMerge(attempt.run.database, sorter, columns, attempt.window, load_id)


def _finish(
    attempt: LoadAttempt, merge: CdrMerge, sorter: CallSorter, asked_at: Mapping[bool, int]
) -> WindowSummary:
    """Finish the merge, compare it with the answers, and write what is said about it."""
    database, window, now = attempt.run.database, attempt.window, attempt.run.clock()
    merge.drop_copies()
    merge.drop_conflicts()
    answered = merge.answer_days()
    counts = merge.write(answered, now)
    check_quarantine(window, counts, sorter.set_aside, attempt.limits)
    stored = merge.stored_days(answered)
    answer = AnswerTotals.of(answered, window.days)
    check_totals(window, counts, answer, stored)
    counts = _treat_missing(attempt, counts, answered, answer, sorter.ids_set_aside())
    store_set_aside(database, sorter.set_aside.values(), attempt.load_id, now)
    store_repaired(database, sorter.repaired.values(), attempt.load_id, now)
    merge.settle_quarantine(now)
    states = _cover(attempt, stored, asked_at)
    return attempt.complete(counts, answer, stored, _status(counts, states))


def _treat_missing(
    attempt: LoadAttempt,
    counts: MergeCounts,
    answered: Sequence[AnswerDay],
    answer: AnswerTotals,
    ids_set_aside: Sequence[int],
) -> MergeCounts:
    """Note, or on a full refresh remove, stored calls that the answers did not hold."""
    if not attempt.is_complete:
        return counts
    now, load_id, options = attempt.run.clock(), attempt.load_id, attempt.options
    missing = MissingCalls(attempt.run.database, attempt.window, options.success_answers)
    if options.full_refresh:
        check_removal(attempt.run.database, attempt.window, missing)
    if missing.find(answer.inside.calls, ids_set_aside):
        by_day = {day.day: day.totals.calls for day in answered}
        check_shrink(attempt, missing, by_day, counts.distinct)
    if options.full_refresh:
        return replace(counts, removed=missing.remove(load_id, now))
    return replace(counts, missing=missing.note(load_id, now))


def _cover(
    attempt: LoadAttempt, stored: Sequence[StoredDay], asked_at: Mapping[bool, int]
) -> set[CoverageState]:
    """Write the coverage that the load proved; returns the states."""
    if not attempt.is_complete:
        return {CoverageState.PARTIAL}
    cells = covered_cells(attempt.window, stored, asked_at)
    confirm_cells(attempt.run.database, attempt.window.days, cells, attempt.load_id)
    return {cell.state for cell in cells}


def _status(counts: MergeCounts, states: set[CoverageState]) -> LoadStatus:
    if CoverageState.PARTIAL in states:
        return LoadStatus.PARTIAL
    return LoadStatus.LOADED if counts.distinct else LoadStatus.EMPTY
