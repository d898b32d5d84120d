"""The page "Coverage": which days of calls are here, why not, and how to get them.

No `from __future__ import annotations` here: FastAPI reads the annotations.
"""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from hiperus.calls.rules.coverage import COVERED
from hiperus.calls.tables.coverage import known_days, read_cells
from hiperus.domain.cdr import CallType
from hiperus.domain.periods import DaySpan, Month
from hiperus.domain.states import LoadStatus
from hiperus.storage.ledger import loads_of_day
from hiperus.web.coverage.map import (
    NOT_DUE,
    STATES,
    Calendar,
    Frame,
    calendars,
    months_above,
    months_of,
    state_counts,
)
from hiperus.web.frame.charts import Column, Table
from hiperus.web.frame.months import EARLIEST, LATEST, read_month
from hiperus.web.frame.tabs import gettext_noop
from hiperus.web.frame.view import Page, PageDep
from hiperus.web.frame.words import CALL_TYPES
from hiperus.web.frame.words import STATES as STATE_WORDS

router = APIRouter()

MONTHS = 24
MOST_GAPS = 40
MONTHS_SUMMED_UP = 3
SUCCESSES = {"yes": frozenset("t"), "no": frozenset("f"), "all": frozenset("tf")}
"""Which calls are looked at: invoices wait for successful ones only."""

Success = Annotated[str, Query(pattern="^(yes|no|all)$")]
Day = Annotated[date, Query(ge=date(EARLIEST, 1, 1), lt=date(LATEST, 1, 1))]


@router.get("/coverage")
def coverage(page: PageDep, until: str = "", calls: Success = "yes") -> Response:
    """Show two years of days, up to the end of a month (the current one by default)."""
    last = read_month(until) if until else Month.of(page.today)
    days = DaySpan(last.plus(1 - MONTHS).first_day, last.end)
    known = known_days(page.database)
    frame = Frame(days, page.today, known.start if known else None, SUCCESSES[calls])
    found = calendars(read_cells(page.database, days), frame)
    gaps = sorted(
        (gap for calendar in found for gap in calendar.gaps),
        key=lambda gap: (gap.last, gap.first),
        reverse=True,
    )
    return page.render(
        "coverage.html",
        known=known,
        today=page.today,
        labels={day: page.formats.day(day) for day in days.days()},
        state_labels={state: page.gettext(word) for state, word in STATE_WORDS.items()},
        days=days,
        until=str(last),
        calls=calls,
        calendars=found,
        months=months_above(days),
        counts=state_counts(found),
        sums=_months_summed_up(found, page.today),
        gaps=gaps[:MOST_GAPS],
        more_gaps=max(len(gaps) - MOST_GAPS, 0),
        by_month=_by_month(page, found),
        states=STATES,
        state_words=STATE_WORDS,
        call_types=CALL_TYPES,
    )


@router.get("/coverage/day")
def day_of_calls(page: PageDep, day: Day, calltype: CallType) -> Response:
    """Show one day of one call type: what is here, and the loads that tried; a part of a page."""
    span = DaySpan(day, date.fromordinal(day.toordinal() + 1))
    cells = [c for c in read_cells(page.database, span) if c.call_type == calltype]
    return page.render(
        "coverage_day.html",
        day=day,
        calltype=str(calltype),
        cells=sorted(cells, key=lambda cell: cell.success, reverse=True),
        loads=loads_of_day(page.database, day, str(calltype)),
        state_words=STATE_WORDS,
        call_types=CALL_TYPES,
        statuses=LOAD_STATUSES,
    )


LOAD_STATUSES: dict[str, str] = {
    LoadStatus.LOADED: gettext_noop("loaded"),
    LoadStatus.EMPTY: gettext_noop("no calls"),
    LoadStatus.PARTIAL: gettext_noop("partly loaded"),
    LoadStatus.FAILED: gettext_noop("failed"),
}


def _months_summed_up(found: list[Calendar], today: date) -> list[tuple[date, int]]:
    """Return the current month and those before it, each with its number of open days."""
    first = Month.of(today).plus(1 - MONTHS_SUMMED_UP).first_day
    open_days = {
        square.day
        for calendar in found
        for square in calendar.squares
        if square.state not in COVERED | NOT_DUE
    }
    months = sorted({m for calendar in found for m in months_of(calendar) if first <= m <= today})
    return [(month, sum(day.replace(day=1) == month for day in open_days)) for month in months]


def _by_month(page: Page, found: list[Calendar]) -> Table:
    """Put the calendars into words: covered of due days, by month and call type."""
    by_type = [months_of(calendar) for calendar in found]
    columns = [
        Column(page.gettext("Month")),
        *(Column(page.gettext(CALL_TYPES[c.call_type]), numeric=True) for c in found),
    ]
    rows = []
    for month in sorted(by_type[0], reverse=True):
        cells = []
        for counted in by_type:
            counts = counted[month]
            due = sum(number for state, number in counts.items() if state not in NOT_DUE)
            cells.append(f"{sum(counts[state] for state in COVERED)} / {due}")
        rows.append([page.formats.month(month), *cells])
    return Table(
        page.gettext("Days that are here / days due, by month and call type"), columns, rows
    )
