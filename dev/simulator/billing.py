"""`GetBilling`: which calls an answer holds, in which order, on which page."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from random import Random

from dev.simulator.calls import TYPES, Call, CallMaker
from dev.simulator.reading import Arguments, RefusedError, needed
from dev.simulator.switches import Switches
from dev.simulator.wire import is_true

_LONGEST_MONTHS = 9


@dataclass(frozen=True)
class Query:
    """What one `GetBilling` asks for."""

    first: date
    last: date
    kinds: tuple[str, ...]
    success: bool
    account: str | None
    offset: int
    limit: int | None


def read_query(arguments: Arguments, switches: Switches) -> Query:
    """Read the arguments, or refuse as the platform does."""
    first, last = _day(arguments, "from"), _day(arguments, "to")
    if last < first:
        raise RefusedError("Data początkowa jest późniejsza niż końcowa")
    if last > _months_after(first, _LONGEST_MONTHS):
        raise RefusedError(switches.too_long_text)
    kind = arguments.get("calltype")
    if kind is not None and kind not in TYPES:
        raise RefusedError(f"Nieznany typ połączenia: {kind}")
    account, limit = arguments.get("id_customer"), arguments.get("limit")
    return Query(
        first,
        last,
        TYPES if kind is None else (str(kind),),
        is_true(arguments.get("success_calls")),
        None if account is None else str(account),
        int(arguments.get("offset") or 0),
        None if limit is None else int(limit),
    )


def _day(arguments: Arguments, name: str) -> date:
    try:
        return date.fromisoformat(needed(arguments, name))
    except ValueError:
        raise RefusedError(f"Nieprawidłowa data: {arguments[name]}") from None


def _months_after(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, 28))


def answer(maker: CallMaker, query: Query, switches: Switches) -> tuple[int, Iterator[Call]]:
    """Return how many calls the answer holds, and the calls."""
    query = _with_paging(query, switches)
    total = _total(maker, query, switches)
    count = max(0, total - query.offset)
    if query.limit is not None:
        count = min(count, query.limit)
    calls = _ordered(maker, query, switches)
    return count, islice(calls, query.offset, query.offset + count)


def compressed(calls: Iterator[Call]) -> str:
    """Return calls as the base64 of a ZIP; nobody knows the real inner format."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        lines = (";".join(value or "" for value in call.row.values()) for call in calls)
        archive.writestr("billing.csv", "\n".join(lines))
    return base64.b64encode(stream.getvalue()).decode()


def _with_paging(query: Query, switches: Switches) -> Query:
    offset, limit = query.offset, query.limit
    if switches.paging == "ignore_limit":
        limit = None
    elif switches.paging == "ignore_offset":
        offset = 0
    elif switches.paging == "overlap" and offset:
        offset -= 1
    return Query(query.first, query.last, query.kinds, query.success, query.account, offset, limit)


def _total(maker: CallMaker, query: Query, switches: Switches) -> int:
    if switches.changes_calls or query.account is not None:
        return sum(1 for _ in _selected(maker, query, switches))
    counts = (maker.count(day, kind) for day in _days(query) for kind in query.kinds)
    takes_all = not query.success and switches.failed_answer == "all"
    return sum(sum(c) if takes_all else c[0 if query.success else 1] for c in counts)


def _ordered(maker: CallMaker, query: Query, switches: Switches) -> Iterator[Call]:
    calls = _selected(maker, query, switches)
    if switches.order == "time" and len(query.kinds) == 1 and switches.select_by == "start":
        return calls  # They come in this order already, and so need no memory.
    everything = sorted(calls, key=lambda call: (call.start, call.id))
    if switches.order == "id":
        everything.sort(key=lambda call: call.id)
    elif switches.order == "reverse":
        everything.reverse()
    elif switches.order == "shuffled":
        Random().shuffle(everything)  # noqa: S311
    return iter(everything)


def _selected(maker: CallMaker, query: Query, switches: Switches) -> Iterator[Call]:
    by_end = switches.select_by == "end"
    before = [query.first - timedelta(days=1)] if by_end else []
    for day in [*before, *_days(query)]:
        for kind in query.kinds:
            for call in maker.of_day(day, kind, switches):
                moment = call.end if by_end else call.start
                if query.first <= moment.date() <= query.last and _fits(call, query, switches):
                    yield call


def _fits(call: Call, query: Query, switches: Switches) -> bool:
    if query.account is not None and call.account != query.account:
        return False
    if query.success:
        return call.is_success
    return switches.failed_answer == "all" or not call.is_success


def _days(query: Query) -> list[date]:
    span = (query.last - query.first).days + 1
    return [query.first + timedelta(days=i) for i in range(span)]
