"""Which calls are not here, in the reader's language; pages with figures say it above them."""

from __future__ import annotations

from collections.abc import Iterable

from hiperus.calls.gaps import Gap, grouped
from hiperus.domain.cdr import CallType
from hiperus.domain.periods import DaySpan, Month
from hiperus.web.frame.names import call_type_name
from hiperus.web.frame.view import Page

MOST_NAMED = 12


def named(page: Page, gaps: Iterable[Gap]) -> list[str]:
    """Return days and types of gaps in words, such as `3 Oct 2026 – 5 Oct 2026: Outgoing`."""
    found = [f"{_days(page, days)}: {_types(page, types)}" for days, types in grouped(gaps)]
    return [*found[:MOST_NAMED], "…"] if len(found) > MOST_NAMED else found


def _days(page: Page, days: DaySpan) -> str:
    month = Month.of(days.start)
    if days == month.days:
        return str(page.formats.month(month.first_day))
    first, last = page.formats.day(days.start), page.formats.day(days.last_day)
    return str(first) if days.length == 1 else f"{first} – {last}"


def _types(page: Page, types: tuple[CallType, ...]) -> str:
    if types == tuple(CallType):
        return page.gettext("all types")
    return ", ".join(call_type_name(page, call_type) for call_type in types)
