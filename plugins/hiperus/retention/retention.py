"""Deletes call records whose time is over; invoices, stamps and sums of them stay.

Gone are the calls, whose they are, their former versions and their records in quarantine. What
stays: the invoices and lines, the stamp of each call (its id and what was billed of it: a call that
came again would not be billed again), `hv_load` and `hv_coverage` with counts and sums.

A month goes as a whole or not at all, and only when it is settled; `rules.settled` says when.
First it is written down that the month's calls are not loaded again, while no load of it is under
way; then day by day, a transaction each, so that nobody waits long. A run that was stopped is gone
on with by the next.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hiperus.calls.gaps import missing_days
from hiperus.calls.rules.coverage import CoverageState
from hiperus.calls.tables.coverage import read_cells
from hiperus.domain.cdr import CallType
from hiperus.domain.periods import Month
from hiperus.invoices.tables import invoices
from hiperus.retention.rules.settled import MonthStanding
from hiperus.retention.tables import deletion
from hiperus.run import Run
from hiperus.storage.database import Database

_RIGHT_AS_IT_IS = "calls_not_invoiced_by_lms"
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class MonthOutcome:
    """What became of a month: `points` keep it; without any it was deleted, or would be.

    `calls` and `records` (of quarantine): how many are deleted; in a dry run, how many calls are.
    """

    standing: MonthStanding
    points: tuple[str, ...]
    calls: int
    records: int = 0


@dataclass(frozen=True, slots=True)
class RetentionSummary:
    """What a run found and did. `before`: calls before this day are too old; None: none ever is."""

    before: date | None
    dry_run: bool
    months: tuple[MonthOutcome, ...] = ()

    def describe(self) -> str:
        """Return one line for the log."""
        if self.before is None:
            return "retention: the setting retention_months is 0, so calls are kept for ever"
        done = [outcome for outcome in self.months if not outcome.points]
        verb = "would be deleted" if self.dry_run else "were deleted"
        calls = sum(outcome.calls for outcome in done)
        named = f" ({', '.join(str(o.standing.month) for o in done)})" if done else ""
        kept = len(self.months) - len(done)
        return (
            f"retention: {calls} calls of {len(done)} months before {self.before}{named} {verb}; "
            f"{kept} months are not settled and stay"
        )


def apply_retention(
    run: Run, today: date, *, dry_run: bool, give_up: str | None = None
) -> RetentionSummary:
    """Delete the calls of settled months that are older than `retention_months`.

    Args:
        run: the run, kept with each month.
        today: the local day; the months before the current one are counted back from it.
        dry_run: only tell.
        give_up: why what can never be billed is given up, kept with each month; None: it is not.

    Raises:
        HiperusError: the days before the one that failed are deleted; run again.
    """
    kept = run.settings.retention_months
    if not kept:
        return RetentionSummary(None, dry_run)
    before = Month.of(today).plus(-kept).first_day
    outcomes = []
    with run.database.locked("retention"):
        for month, calls, net in deletion.months_with_calls(run.database, before):
            standing = _standing_of(run, month, net)
            points = tuple(standing.open_points(is_given_up=give_up is not None))
            if points or dry_run:
                outcomes.append(MonthOutcome(standing, points, calls - standing.held))
            else:
                outcomes.append(_delete(run, standing, give_up))
    return RetentionSummary(before, dry_run, tuple(outcomes))


def _standing_of(run: Run, month: Month, net: Decimal) -> MonthStanding:
    database, settings = run.database, run.settings
    counts = deletion.invoices_of(database, month)
    changes = deletion.changes_of(database, month, settings)
    gaps = missing_days(database, month.days, successes=(True,))
    first = settings.first_billed_month
    return MonthStanding(
        month=month,
        net=net,
        missing=tuple(map(str, gaps[:_SHOWN])),
        is_closed=any(
            cell.state is CoverageState.CLOSED for cell in read_cells(database, month.days)
        ),
        is_ours=first is not None and month >= first,
        invoices=counts["done"],
        waiting=counts["waiting"],
        lost=counts["lost"],
        unpaid=counts["unpaid"],
        unbilled=_unbilled(database, month),
        increase=sum((change for change in changes if change > 0), Decimal(0)),
        decrease=sum((change for change in changes if change < 0), Decimal(0)),
        quarantined=int(invoices.quarantined(database, month)["records"]),
        holds=deletion.count_holds(database, month),
        held=deletion.count_held(database, month),
    )


def _unbilled(database: Database, month: Month) -> tuple[str, ...]:
    return tuple(
        f"{row['calls']} {row['reason']} (account {row['account_id']}, {row['net']} PLN)"
        for row in deletion.leaks_of(database, month)
        if row["reason"] != _RIGHT_AS_IT_IS
    )


def _delete(run: Run, standing: MonthStanding, give_up: str | None) -> MonthOutcome:
    database, month = run.database, standing.month
    with ExitStack() as stack:
        # A load that is under way ends first; the next one sees that the month is gone.
        for kind in CallType:
            stack.enter_context(database.locked(f"cdr {month} {kind}"))
        with database.transaction():
            deletion.begin(database, month, run.clock(), run.origin, give_up)
    calls = 0
    for day in month.days.days():
        with database.transaction():
            calls += deletion.delete_day(database, day)
    with database.transaction():
        # Records that could not be stored say of nobody whose they are: a hold keeps them all.
        records = 0 if standing.holds else deletion.delete_rest(database, month)
        deletion.finish(database, month, run.clock())
    return MonthOutcome(standing, (), calls, records)
