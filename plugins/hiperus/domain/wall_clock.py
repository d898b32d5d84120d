"""Warsaw wall time as offsets from UTC, from which epoch seconds are computed.

Neither database could do it: MariaDB has no time zone tables unless somebody loaded them, and
PostgreSQL reads the repeated hour as its second half. Of the repeated hour the first reading
counts; the hour that does not exist is shifted forward, as `zoneinfo` does with `fold=0`. A table
of spans is several times faster than asking `zoneinfo` for every call.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

from hiperus.domain.periods import WARSAW

FIRST_YEAR, LAST_YEAR = 1970, 2037
"""Years whose every second fits the integer column `start_time_unix`."""

_EARLIEST, _LATEST = "0000", "9999"
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class OffsetSpan:
    """Wall times from `wall_from` up to, not including, `wall_to` are `seconds` ahead of UTC.

    The ends are texts that compare with `YYYY-MM-DD HH:MM:SS`.
    """

    wall_from: str
    wall_to: str
    seconds: int


@cache
def offset_spans() -> tuple[OffsetSpan, ...]:
    """Return all spans from `FIRST_YEAR` to `LAST_YEAR`, without gaps between them."""
    spans: list[OffsetSpan] = []
    wall_from, offset = _EARLIEST, _offset(_instant(FIRST_YEAR))
    for instant in _transitions():
        following = _offset(instant)
        wall_to = _wall(instant + max(offset, following))
        spans.append(OffsetSpan(wall_from, wall_to, offset))
        wall_from, offset = wall_to, following
    return (*spans, OffsetSpan(wall_from, _LATEST, offset))


def unix_of_wall(text: str) -> int:
    """Return the epoch second of `YYYY-MM-DD HH:MM:SS…`; a fraction of a second is dropped."""
    naive = datetime.strptime(text[:19], "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
    span = next(s for s in offset_spans() if s.wall_from <= text < s.wall_to)
    return int(naive.timestamp()) - span.seconds


def _transitions() -> list[int]:
    """Return the epoch seconds at which the offset changes."""
    found = []
    start, end = _instant(FIRST_YEAR), _instant(LAST_YEAR + 1)
    for instant in range(start, end, _DAY):
        if _offset(instant) != _offset(instant + _DAY):
            low, high = instant, instant + _DAY
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if _offset(middle) == _offset(low) else (low, middle)
            found.append(high)
    return found


def _offset(instant: int) -> int:
    offset = datetime.fromtimestamp(instant, WARSAW).utcoffset() or timedelta()
    return int(offset.total_seconds())


def _instant(year: int) -> int:
    return int(datetime.combine(date(year, 1, 1), datetime.min.time(), UTC).timestamp())


def _wall(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S")
