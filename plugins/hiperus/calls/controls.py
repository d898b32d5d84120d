"""Controls of a load: each refuses the window when an answer or a merge is implausible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from hiperus.calls.attempt import LoadAttempt
from hiperus.calls.rules.counts import AnswerTotals, MergeCounts, StoredDay, Totals
from hiperus.calls.rules.loading import LoadLimits
from hiperus.calls.rules.shrinking import DayCount, implausible_days
from hiperus.calls.rules.unstorable import UnstorableCall
from hiperus.calls.tables.coverage import has_closed_day, read_cells
from hiperus.calls.tables.missing import MissingCalls
from hiperus.domain.periods import Window
from hiperus.errors import (
    ControlTotalError,
    ImplausibleAnswerError,
    InvalidParameterError,
    QuarantineLimitError,
)
from hiperus.storage.database import Database

_PERCENT = Decimal(100)
_FEW = 3
WAY_OUT = (
    "If the calls are really gone, run hiperus_cdr_backfill for these days, all types and all "
    "answers, with allow_shrink."
)
"""How a person gets past a short answer."""


def check_quarantine(
    window: Window, counts: MergeCounts, set_aside: Mapping[str, UnstorableCall], limits: LoadLimits
) -> None:
    """Refuse a window of which too many calls cannot be stored: a share, and a number of them.

    A share alone would let one odd record stop a small provider's day.

    Raises:
        QuarantineLimitError: names the share, and the first reasons.
    """
    is_large_share = counts.quarantined * _PERCENT > counts.distinct * limits.quarantine
    if not is_large_share or counts.quarantined <= limits.quarantine_floor:
        return
    problems = list({record.problem: None for record in set_aside.values()})[:_FEW]
    reasons = "; ".join(f"{problem.field} {problem.reason}" for problem in problems)
    raise QuarantineLimitError(
        f"{counts.quarantined} of {counts.distinct} calls of {window} cannot be stored ({reasons}),"
        f" more than quarantine_limit ({limits.quarantine} %) and quarantine_floor "
        f"({limits.quarantine_floor} calls) allow; nothing was stored. Ask the platform's "
        "operator, or raise hiperus_c5.quarantine_limit in uiconfig for one run."
    )


def check_shrink(
    attempt: LoadAttempt, missing: MissingCalls, answered: Mapping[date, int], came: int
) -> None:
    """Refuse an answer that is empty, or far shorter than what is stored.

    Args:
        attempt: the load.
        missing: stored calls that the answer lacks.
        answered: calls of the answer, by day.
        came: calls of the answer, with those set aside, whose day may be unknown.

    Raises:
        ImplausibleAnswerError: names the days.
    """
    window, limits = attempt.window, attempt.limits
    if limits.allow_shrink:
        return
    stored = missing.by_day()
    if not came:
        held = sum(before for _, before, _ in stored)
        raise ImplausibleAnswerError(
            f"The platform's answer for {window} is empty, but LMS holds {held} calls of these "
            f"days; nothing was changed. {WAY_OUT}"
        )
    others = {day: 0 for day, _, _ in stored}
    for cell in read_cells(attempt.run.database, window.days):
        if cell.call_type != window.call_type and cell.day in others:
            others[cell.day] += cell.row_count
    counts = [DayCount(day, before, answered.get(day, 0), others[day]) for day, before, _ in stored]
    short = implausible_days(counts, limits.shrink)
    if short:
        named = ", ".join(f"{c.day}: {c.answered} of {c.stored}" for c in short[:_FEW])
        raise ImplausibleAnswerError(
            f"The platform's answer for {window} is implausibly short on {len(short)} day(s) "
            f"({named} calls), below shrink_limit ({limits.shrink} %); nothing was changed. "
            f"{WAY_OUT}"
        )


def check_removal(database: Database, window: Window, missing: MissingCalls) -> None:
    """Refuse a full refresh of days with invoiced calls.

    Raises:
        InvalidParameterError: the days are invoiced.
    """
    if missing.invoiced_in_window() or has_closed_day(read_cells(database, window.days)):
        raise InvalidParameterError(
            f"full_refresh is refused for {window}: calls of these days have been invoiced. Load "
            "them without full_refresh; what changed or vanished is then listed."
        )


def check_totals(
    window: Window, counts: MergeCounts, answer: AnswerTotals, stored: Sequence[StoredDay]
) -> None:
    """Compare what is stored with what was fetched.

    Raises:
        ControlTotalError: names both.
    """
    written = counts.inserted + counts.updated + counts.unchanged
    if counts.distinct != written + counts.quarantined:
        raise ControlTotalError(
            f"{window}: {counts.distinct} different calls came, but {counts.inserted} were "
            f"inserted, {counts.updated} updated, {counts.unchanged} unchanged and "
            f"{counts.quarantined} quarantined. The window was undone; report this as a defect."
        )
    found = sum((day.totals for day in stored), Totals())
    if found != answer.inside:
        raise ControlTotalError(
            f"{window}: the answer holds {answer.inside.described}, LMS {found.described}. The "
            "window was undone; report this as a defect."
        )
