"""Judges which stored calls have vanished: per day, over all six call types.

A window is about one type, and a call may have moved to another. So a load only notes what its
answer did not hold; this judges the notes once every type of the day was read, both successful and
failed calls, by complete answers of one round: all asked for since the round began.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hiperus.calls.controls import WAY_OUT
from hiperus.calls.rules.coverage import COVERED
from hiperus.calls.rules.loading import LoadLimits, LoadOptions
from hiperus.calls.rules.shrinking import DayCount, implausible_days
from hiperus.calls.tables.coverage import read_cells
from hiperus.calls.tables.missing import mark_vanished, missing_by_day
from hiperus.domain.cdr import CallType
from hiperus.domain.periods import DaySpan
from hiperus.domain.states import LoadStatus
from hiperus.errors import ImplausibleAnswerError
from hiperus.run import Run
from hiperus.storage.database import Database
from hiperus.storage.ledger import Load, reserve_load

CATEGORY = "vanished"
_CELLS_A_DAY = 2 * len(CallType)
_FEW = 3


@dataclass(frozen=True, slots=True)
class VanishedSummary:
    """What was judged.

    Attributes:
        vanished: calls marked: kept, but not billed unless they were already.
        waiting: days with missing calls that cannot be judged yet.
    """

    vanished: int
    waiting: tuple[date, ...]

    def describe(self) -> str:
        """Return one line for the log."""
        done = f"{self.vanished} calls vanished" if self.vanished else "no call vanished"
        days = ", ".join(map(str, self.waiting))
        return f"{done}; not all types were read again for {days}" if days else done


def judge_vanished(run: Run, days: DaySpan, since: int, options: LoadOptions) -> VanishedSummary:
    """Mark calls that no answer of the round held any more.

    Args:
        run: the run, for `hv_load`.
        days: the days that the round loaded.
        since: epoch second at which the round's first load began; days of which a type was not
            read since then wait.
        options: the limits, and whether short days are taken over.

    Raises:
        ImplausibleAnswerError: too much of a day would vanish; nothing was marked.
    """
    database, started_at = run.database, run.clock()
    limits = LoadLimits.of(options, run.settings)
    with database.locked("vanished"), database.transaction():
        counts = missing_by_day(database, days)
        complete = _complete_days(database, days, since)
        ready = {day: count for day, count in counts.items() if day in complete}
        _check(ready, limits)
        waiting = tuple(sorted(counts.keys() - ready.keys()))
        if not ready:
            return VanishedSummary(0, waiting)
        load = Load(
            CATEGORY,
            LoadStatus.LOADED,
            started_at,
            run.clock(),
            window_from=days.start,
            window_to=days.end,
            rows_vanished=sum(count.stored - count.answered for count in ready.values()),
        )
        load_id = reserve_load(database, load, run.origin)
        return VanishedSummary(mark_vanished(database, ready, load_id, run.clock()), waiting)


def _complete_days(database: Database, days: DaySpan, since: int) -> set[date]:
    """Return the days of which all types were read since then, by answers that cover them."""
    found = dict.fromkeys(days.days(), 0)
    for cell in read_cells(database, days):
        if cell.state in COVERED and cell.confirmed_at >= since:
            found[cell.day] += 1
    return {day for day, cells in found.items() if cells >= _CELLS_A_DAY}


def _check(counts: Mapping[date, DayCount], limits: LoadLimits) -> None:
    short = [] if limits.allow_shrink else implausible_days(counts.values(), limits.shrink)
    if short:
        named = ", ".join(f"{c.day}: {c.answered} of {c.stored}" for c in short[:_FEW])
        raise ImplausibleAnswerError(
            f"Too many calls would vanish on {len(short)} day(s) ({named} are left), below "
            f"shrink_limit ({limits.shrink} %); none was marked. {WAY_OUT}"
        )
