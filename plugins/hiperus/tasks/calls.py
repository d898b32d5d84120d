"""Tasks that load call records: windows are planned, then loaded one transaction each."""

from __future__ import annotations

import logging
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypedDict

from airflow.sdk import get_current_context
from airflow.sdk.exceptions import AirflowSkipException, DownstreamTasksSkipped

from hiperus.calls.rules.backfill import (
    BackfillPlan,
    look_back,
    neighbours,
    plan_backfill,
    plan_interval,
    until,
)
from hiperus.calls.rules.loading import LoadOptions
from hiperus.domain.cdr import CallType
from hiperus.domain.periods import DaySpan, Window, windows
from hiperus.errors import InvalidParameterError
from hiperus.tasks.frame import runs
from hiperus.tasks.frame.alerting import tell
from hiperus.tasks.frame.assets import CALLS
from hiperus.tasks.frame.connections import opened_run, platform
from hiperus.tasks.frame.failures import failing_well
from hiperus.tasks.frame.lineage import CALL_TABLES, report_tables
from hiperus.tasks.frame.metrics import count_load, measure_calls

if TYPE_CHECKING:
    from hiperus.run import Run
    from hiperus.storage.database import Database

log = logging.getLogger(__name__)

ALL_TYPES = list(CallType)

MOST_CHUNKS = 36
"""Eighteen years by half-years: chunks are tasks, so their number is fixed when a DAG is read."""


class WindowNote(TypedDict):
    """A window as it travels between tasks: days as ISO text, `end` is the day after the last."""

    start: str
    end: str
    call_type: str


def note(window: Window) -> WindowNote:
    """Write a window down for the next task."""
    days = window.days
    return {
        "start": days.start.isoformat(),
        "end": days.end.isoformat(),
        "call_type": str(window.call_type),
    }


def window_of(written: WindowNote) -> Window:
    """Read back what `note` wrote."""
    days = DaySpan(date.fromisoformat(written["start"]), date.fromisoformat(written["end"]))
    return Window(days, CallType(written["call_type"]))


class LoadNote(TypedDict):
    """One window to load and how, as it travels from the plan to the mapped task."""

    window: WindowNote
    successes: str
    account_id: int | None
    full_refresh: bool
    allow_shrink: bool


@failing_well
def plan_day() -> list[LoadNote]:
    """Return the windows of the day that the run is for: all types."""
    with opened_run():
        day = day_of_run()
    log.info("The day of this run is %s.", day)
    return _notes(windows(DaySpan(day, day + timedelta(days=1)), ALL_TYPES), LoadOptions())


@failing_well
def plan_look_back() -> list[LoadNote]:
    """Return the windows before that day which are read again."""
    with opened_run() as run:
        days = run.settings.lookback_days
    spans = look_back(day_of_run(), days)
    log.info("Reading again: %s.", ", ".join(map(str, spans)) or "nothing")
    found = [window for span in spans for window in windows(span, ALL_TYPES)]
    if not found:
        raise AirflowSkipException("The setting lookback_days is 0.")
    return _notes(found, LoadOptions())


@failing_well
def choose_chunks() -> None:
    """Refuse bad parameters before anything is fetched; skip the chunks that are not needed.

    They are skipped here, all at once: left to trigger rules, each would wait for the one before.
    """
    if runs.run_type() == "scheduled":
        log.info("A scheduled run loads nothing; it is there so that Airflow offers its backfill.")
        raise _without_chunks(from_number=0)
    from hiperus.accounts.tables.reference import require_account  # noqa: PLC0415

    plan = _backfill()
    if len(plan.chunks) > MOST_CHUNKS:
        raise InvalidParameterError(
            f"{len(plan.chunks)} chunks are more than the {MOST_CHUNKS} of one run; load the "
            "years in several runs, or with Airflow's backfill over data intervals."
        )
    with opened_run() as run:
        if plan.options.account_id is not None:
            require_account(run.database, plan.options.account_id)
        _require_before(run.database)
        log.info("%d chunks: %s", len(plan.chunks), ", ".join(map(str, plan.chunks)))
    raise _without_chunks(from_number=len(plan.chunks))


def _require_before(database: Database) -> None:
    """In Airflow's backfill, check the interval that it ran before this one, in either order."""
    from hiperus.calls.gaps import require_covered  # noqa: PLC0415

    days = runs.scheduled_days()
    if days is None or runs.run_type() != "backfill":
        return
    older, newer = neighbours(days)
    # Oldest first: the older run has ended. Newest first: it still waits, or is not asked for.
    # A scheduled run of an interval does not count: it skips the plan and loads nothing.
    for before in (older, newer):
        if runs.has_run(before, f"{chunk_name(0)}.plan"):
            require_covered(database, until(before, runs.today() - timedelta(days=1)))
            return


def _without_chunks(from_number: int) -> DownstreamTasksSkipped:
    tasks = [f"{chunk_name(number)}.plan" for number in range(from_number, MOST_CHUNKS)]
    return DownstreamTasksSkipped(tasks=tasks)  # type: ignore[no-untyped-call]


def chunk_name(number: int) -> str:
    """Return the task group of a chunk, counted from 0."""
    return f"chunk_{number + 1:02d}"


@failing_well
def plan_chunk(chunk: int) -> list[LoadNote]:
    """Return the windows of one chunk (counted from 0).

    Where only gaps are wanted, those that are whole are left out. A backfill over data intervals
    goes on at its gaps; asked again for an interval without any, it loads all of it anew.
    """
    from hiperus.calls.gaps import open_windows  # noqa: PLC0415

    plan = _backfill()
    found = plan.windows(chunk)
    is_backfill = runs.run_type() == "backfill"
    if is_backfill or runs.parameters()["only_missing"]:
        with opened_run() as run:
            gaps = open_windows(run.database, found, plan.options.success_answers)
        log.info("%d of %d windows have gaps.", len(gaps), len(found))
        found = found if is_backfill and not gaps else gaps
    return _notes(found, plan.options)


@failing_well
def load(what: LoadNote) -> str:
    """Load one window of calls in one transaction."""
    from hiperus.calls.load import load_window  # noqa: PLC0415

    window = window_of(what["window"])
    get_current_context()["window"] = str(window)  # type: ignore[typeddict-unknown-key]
    options = LoadOptions(
        successes=what["successes"],
        account_id=what["account_id"],
        full_refresh=what["full_refresh"],
        allow_shrink=what["allow_shrink"],
    )
    log.info("Loading %s.", window)
    with opened_run() as run, platform(run) as client:
        summary = load_window(run, client, window, options)
    count_load(summary)
    report_tables(writes=CALL_TABLES)
    log.info(summary.describe())
    return summary.describe()


@failing_well
def judge_day() -> str:
    """Mark the calls that vanished from the day of this run and the days read again."""
    with opened_run() as run:
        day = day_of_run()
        back = look_back(day, run.settings.lookback_days)
        start = min([span.start for span in back], default=day)
        return _judge(run, DaySpan(start, day + timedelta(days=1)), LoadOptions())


@failing_well
def publish_day() -> dict[str, str]:
    """Tell Airflow that the day's calls are here, and people what lies above a limit."""
    from hiperus.calls.status import read_status  # noqa: PLC0415

    day = day_of_run()
    with opened_run() as run:
        status = read_status(run.database, DaySpan(day, day + timedelta(days=1)))
        alerts = status.alerts(run.settings)
    measure_calls(status, runs.clock())
    for alert in alerts:
        tell(alert, runs.origin())
    facts = {"day": str(day), **status.facts()}
    get_current_context()["outlet_events"][CALLS].extra = dict(facts)
    return facts


@failing_well
def judge_chunk(chunk: int) -> str:
    """Mark the calls that vanished from a chunk; only a whole answer can tell."""
    plan = _backfill()
    whole = plan.options.account_id is None and plan.options.successes == "all"
    if not whole or len(plan.call_types) < len(ALL_TYPES):
        raise AirflowSkipException("Only a load of all types and answers shows what vanished.")
    with opened_run() as run:
        return _judge(run, plan.chunks[chunk], plan.options)


def _judge(run: Run, days: DaySpan, options: LoadOptions) -> str:
    from hiperus.calls.judge_vanished import judge_vanished  # noqa: PLC0415

    summary = judge_vanished(run, days, runs.started(), options)
    log.info(summary.describe())
    return summary.describe()


def _notes(found: list[Window], options: LoadOptions) -> list[LoadNote]:
    return [
        {
            "window": note(window),
            "successes": options.successes,
            "account_id": options.account_id,
            "full_refresh": options.full_refresh,
            "allow_shrink": options.allow_shrink,
        }
        for window in found
    ]


def day_of_run() -> date:
    """Return the data interval's local day; a run without one is for yesterday."""
    days = runs.interval_days()
    return days.start if days else runs.today() - timedelta(days=1)


def _backfill() -> BackfillPlan:
    days = runs.scheduled_days()
    if days is not None:
        return plan_interval(days, runs.today(), runs.parameters())
    return plan_backfill(runs.parameters(), runs.today())
