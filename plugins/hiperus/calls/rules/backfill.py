"""Which calls a run is to load: from its parameters to chunks of days and kinds of calls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from hiperus.calls.rules.loading import LoadOptions
from hiperus.domain.cdr import CallType
from hiperus.domain.periods import (
    BILLING_DATES,
    DaySpan,
    Month,
    Window,
    billing_days,
    parse_day,
    windows,
)
from hiperus.errors import InvalidParameterError

ALL = "all"
HALF_YEAR = 6
REREAD_DAY = 10
"""On this day of a month the whole month before is read once more."""

_FIT_INTERVALS: dict[str, tuple[object, ...]] = {
    "billing_from": ("",),
    "billing_to": ("",),
    "billing_date": ("",),
    "billing_type": (CallType.OUTGOING, ALL),
    "billing_success": ("yes", ALL),
    "account_id": (),
    "chunk_months": (HALF_YEAR,),
    "full_refresh": (False,),
    "allow_shrink": (False,),
}
"""With a data interval: parameters left as the form has them, or that ask for what is done."""


@dataclass(frozen=True, slots=True)
class BackfillPlan:
    """Chunks that follow one another; each holds windows that may run side by side."""

    chunks: tuple[DaySpan, ...]
    call_types: tuple[CallType, ...]
    options: LoadOptions

    def windows(self, chunk: int) -> list[Window]:
        """Return the windows of one chunk, month by month; none past the last chunk."""
        if chunk >= len(self.chunks):
            return []
        return windows(self.chunks[chunk], list(self.call_types))


def plan_backfill(parameters: Mapping[str, object], today: date) -> BackfillPlan:
    """Read what a person asked for.

    Args:
        parameters: those of the DAG `hiperus_cdr_backfill`.
        today: the local day; days after it cannot be asked for.

    Raises:
        InvalidParameterError: says what cannot be used and what can.
    """
    kind = str(parameters.get("billing_type") or CallType.OUTGOING)
    account = parameters.get("account_id")
    options = LoadOptions(
        successes=str(parameters.get("billing_success") or "yes"),
        account_id=None if account is None else int(str(account)),
        full_refresh=bool(parameters.get("full_refresh")),
        allow_shrink=bool(parameters.get("allow_shrink")),
    )
    months = int(str(parameters.get("chunk_months") or 6))
    chunks = tuple(_days(parameters, today).chunks(months))
    return BackfillPlan(chunks, _call_types(kind), options)


def plan_interval(days: DaySpan, today: date, parameters: Mapping[str, object]) -> BackfillPlan:
    """Plan a data interval of Airflow's backfill: all types, successful and not, one chunk.

    Raises:
        InvalidParameterError: for a parameter that asks for something else. Airflow's dialog shows
            the same form for both kinds of run; what is chosen there must not be passed over.
    """
    wrong = [
        name for name, fits in _FIT_INTERVALS.items() if parameters.get(name) not in (None, *fits)
    ]
    if wrong:
        raise InvalidParameterError(
            f"{', '.join(wrong)}: not for Airflow's backfill, which loads all calls of each "
            "half-year. Leave that as it was, or trigger a single run with billing_from and "
            "billing_to."
        )
    chunks = () if days.start > today else (until(days, today),)
    return BackfillPlan(chunks, tuple(CallType), LoadOptions())


def neighbours(days: DaySpan) -> tuple[DaySpan, DaySpan]:
    """Return the half-years before and after the one that `days` begins."""
    start = Month.of(days.start)
    older, newer = start.plus(-HALF_YEAR), start.plus(HALF_YEAR)
    after = start.plus(2 * HALF_YEAR)
    return (
        DaySpan(older.first_day, start.first_day),
        DaySpan(newer.first_day, after.first_day),
    )


def look_back(day: date, lookback_days: int) -> list[DaySpan]:
    """Return what the daily run reads again after `day`: late and changed calls show up there.

    Args:
        day: the day of the run's data interval.
        lookback_days: the setting; the days right before `day`.
    """
    spans = [DaySpan(day - timedelta(days=lookback_days), day)] if lookback_days else []
    # The run of the 10th is the one whose interval is the 9th.
    if (day + timedelta(days=1)).day == REREAD_DAY:
        end = day.replace(day=1)
        start = (end - timedelta(days=1)).replace(day=1)
        spans.insert(0, DaySpan(start, end))
    return spans


def _days(parameters: Mapping[str, object], today: date) -> DaySpan:
    keyword = parameters.get("billing_date")
    if keyword:
        return billing_days(str(keyword), today)
    first, last = (parameters.get(name) for name in ("billing_from", "billing_to"))
    if not first:
        raise InvalidParameterError(
            "Nothing says which days to load: give billing_from and billing_to (YYYY-MM-DD), or "
            f"billing_date as one of {', '.join(BILLING_DATES)}."
        )
    start = parse_day(str(first), "billing_from")
    end = parse_day(str(last), "billing_to") if last else today
    if start > today:
        raise InvalidParameterError(f"billing_from is {start}, which lies after today ({today}).")
    return until(DaySpan(start, end + timedelta(days=1)), today)


def until(days: DaySpan, today: date) -> DaySpan:
    """Cut off the days after `today`."""
    return DaySpan(days.start, min(days.end, today + timedelta(days=1)))


def _call_types(kind: str) -> tuple[CallType, ...]:
    if kind == ALL:
        return tuple(CallType)
    if kind not in list(CallType):
        raise InvalidParameterError(
            f"billing_type is {kind[:20]!r}; choose one of {ALL}, {', '.join(CallType)}."
        )
    return (CallType(kind),)
