"""Loads one window of calls: fetched in full, staged, then merged in one transaction.

Nothing is written to LMS's tables before the last page has come and been checked. After the merge
the counts and sums are compared with those of the answer; a difference undoes everything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from hiperus.domain.cdr import BillingQuery
from hiperus.domain.coverage import EMPTY, LOADED, PARTIAL
from hiperus.domain.loading import LoadOptions, WindowSummary
from hiperus.domain.paging import AnswerReader
from hiperus.domain.periods import Month, Window
from hiperus.domain.ports import Platform
from hiperus.errors import HiperusError, IncompleteAnswerError
from hiperus.services.cdr_controls import (
    check_quarantine,
    check_removal,
    check_shrink,
    check_totals,
)
from hiperus.services.cdr_ledger import CdrLedger, covered_cells
from hiperus.services.cdr_run import LoadLimits, WindowRun
from hiperus.storage.cdr_columns import read_billing_columns
from hiperus.storage.cdr_counts import AnswerTotals, MergeCounts, StoredDay
from hiperus.storage.cdr_merge import CdrMerge
from hiperus.storage.coverage import confirm_cells
from hiperus.storage.database import Database
from hiperus.storage.ledger import RunOrigin
from hiperus.storage.migrations import require_current
from hiperus.storage.missing_calls import MissingCalls
from hiperus.storage.quarantine import store_set_aside
from hiperus.storage.staging import Staging
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
            limits = LoadLimits.of(options, read_settings(database))
            columns = read_billing_columns(database)
            run = WindowRun(database, window, options, limits, columns, ledger)
            with Staging(database, columns, window.call_type) as staging:
                asked_at = _fetch(run, platform, staging)
                with database.transaction():
                    return _merge(run, staging, asked_at)
    except Exception as error:
        # Where the database is the trouble, the error itself is on its way up and says so.
        with suppress(HiperusError):
            ledger.record_failure(error)
        raise


def _fetch(run: WindowRun, platform: Platform, staging: Staging) -> Mapping[bool, int]:
    """Stage the answers, page by page; returns when each of them began."""
    asked_at: dict[bool, int] = {}
    pages = 0
    for success in run.options.asked:
        asked_at[success] = run.ledger.clock()
        reader = AnswerReader(platform, _query(run, success=success))
        for page, rows in reader.batches():
            staging.put(rows, success=success, page=pages + page)
        pages += reader.pages
        staging.flush()
        if reader.to_confirm and not staging.holds(reader.to_confirm, success=success):
            raise IncompleteAnswerError(
                f"The calls of {run.window} changed while they were read. Nothing was stored; try "
                "again.",
                action="GetBilling",
            )
    return asked_at


def _query(run: WindowRun, *, success: bool) -> BillingQuery:
    days = run.window.days
    return BillingQuery(
        days.start, days.last_day, run.window.call_type, success, run.options.account_id
    )


def _merge(run: WindowRun, staging: Staging, asked_at: Mapping[bool, int]) -> WindowSummary:
    """Write the staged calls and everything that is said about them."""
    now = run.ledger.clock()
    merge = CdrMerge(staging, run.columns, run.window)
    merge.drop_copies()
    merge.find_known()
    check_quarantine(run.window, merge.counts(), staging.set_aside, run.limits)
    answered = merge.answer_days()
    missing = MissingCalls(run.database, run.window, run.options.asked)
    if run.is_complete:
        missing.find()
        check_shrink(run, missing, {day.day: day.totals.calls for day in answered})
    if run.options.full_refresh:
        check_removal(run.database, run.window, missing)
    load_id = run.ledger.reserve()
    counts = merge.write(load_id, now)
    if run.options.full_refresh:
        counts = replace(counts, removed=missing.remove(load_id, now))
    elif run.is_complete:
        counts = replace(counts, missing=missing.note(load_id, now))
    store_set_aside(run.database, staging.set_aside.values(), load_id, now)
    merge.settle_quarantine(load_id, now)
    answer, stored = AnswerTotals.of(answered, run.window.days), merge.stored_days()
    check_totals(run.window, counts, answer, stored)
    states = _cover(run, stored, asked_at, load_id)
    return run.ledger.complete(load_id, counts, answer, stored, _status(run, counts, states))


def _cover(
    run: WindowRun, stored: Sequence[StoredDay], asked_at: Mapping[bool, int], load_id: int
) -> set[str]:
    """Write the coverage that the load proved; returns the states."""
    if not run.is_complete:
        return {PARTIAL}
    cells = covered_cells(run.window, stored, asked_at)
    confirm_cells(run.database, run.window.days, cells, load_id)
    return {cell.state for cell in cells}


def _status(run: WindowRun, counts: MergeCounts, states: set[str]) -> str:
    if PARTIAL in states:
        return PARTIAL
    return LOADED if counts.distinct else EMPTY
