"""Days, months, windows and chunks: local calendar time of Europe/Warsaw, always half-open.

The platform sends wall time without a zone. A call belongs to the day and month of its local start.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hiperus.domain.cdr import CallType
from hiperus.errors import InvalidParameterError

WARSAW = ZoneInfo("Europe/Warsaw")
MONTHS_A_YEAR = 12
LONGEST_CHUNK = 6
"""More than nine months in one request is refused by the platform."""

BILLING_DATES = ("currday", "lastday", "currmonth", "lastmonth", "currweek")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Month:
        """Return the month that `day` lies in."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read `YYYY-MM`.

        Raises:
            InvalidParameterError: anything else.
        """
        try:
            return cls.of(datetime.strptime(text.strip(), "%Y-%m").replace(tzinfo=UTC).date())
        except ValueError:
            raise InvalidParameterError(
                f"{text[:20]!r} is no month; write it as YYYY-MM, such as 2026-10."
            ) from None

    @property
    def first_day(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def end(self) -> date:
        """The first day that no longer belongs to the month."""
        return self.plus(1).first_day

    @property
    def last_day(self) -> date:
        return self.end - timedelta(days=1)

    @property
    def days(self) -> DaySpan:
        return DaySpan(self.first_day, self.end)

    def plus(self, months: int) -> Month:
        """Return the month so many months later (earlier, where negative)."""
        count = self.year * MONTHS_A_YEAR + self.month - 1 + months
        return Month(count // MONTHS_A_YEAR, count % MONTHS_A_YEAR + 1)

    def months_until(self, other: Month) -> int:
        """Return how many months later the other one is (negative: earlier)."""
        return (other.year - self.year) * MONTHS_A_YEAR + other.month - self.month

    def through(self, last: Month) -> list[Month]:
        """Return the months from this one to `last`, both included; none where it is earlier."""
        return [self.plus(n) for n in range(self.months_until(last) + 1)]

    def __str__(self) -> str:
        """As `YYYY-MM`."""
        return f"{self.year:04d}-{self.month:02d}"


@dataclass(frozen=True, slots=True, order=True)
class DaySpan:
    """Local days from `start` up to, not including, `end`."""

    start: date
    end: date

    def __post_init__(self) -> None:
        """Refuse a span that holds no day."""
        if self.end <= self.start:
            raise InvalidParameterError(
                f"The period from {self.start} to {self.end - timedelta(days=1)} holds no day; "
                "the first day must not be after the last."
            )

    @property
    def last_day(self) -> date:
        return self.end - timedelta(days=1)

    @property
    def length(self) -> int:
        return (self.end - self.start).days

    def days(self) -> Iterator[date]:
        """Yield each day in order."""
        return (self.start + timedelta(days=n) for n in range(self.length))

    def months(self) -> list[DaySpan]:
        """Cut at the month's ends."""
        return self._cut(1)

    def chunks(self, months: int) -> list[DaySpan]:
        """Cut into spans of at most so many calendar months, aligned to the calendar.

        With 6 the cuts fall on 1 January and 1 July, as history has always been fetched.

        Raises:
            InvalidParameterError: not between 1 and 9.
        """
        if not 1 <= months <= LONGEST_CHUNK:
            raise InvalidParameterError(
                f"chunk_months is {months}; it must be between 1 and {LONGEST_CHUNK}."
            )
        return self._cut(months)

    def _cut(self, months: int) -> list[DaySpan]:
        spans, start = [], self.start
        while start < self.end:
            month = Month.of(start)
            end = month.plus(months - (month.month - 1) % months)
            # With 5, 7 or 9 months the last cut of a year falls on New Year.
            end = min(end, Month(month.year + 1, 1))
            spans.append(DaySpan(start, min(end.first_day, self.end)))
            start = spans[-1].end
        return spans

    def __str__(self) -> str:
        """As `2012-01` for a whole month, `2012-01-31` for a day, else both days."""
        month = Month.of(self.start)
        if month.days == self:
            return str(month)
        return str(self.start) if self.length == 1 else f"{self.start}..{self.last_day}"


@dataclass(frozen=True, slots=True)
class Window:
    """What is fetched and committed as one unit: days of one month, one call type."""

    days: DaySpan
    call_type: CallType

    def __str__(self) -> str:
        """As `2012-01 outgoing`."""
        return f"{self.days} {self.call_type}"


def windows(days: DaySpan, call_types: list[CallType]) -> list[Window]:
    """Return the windows of a span, month by month, in the order they are to be loaded."""
    return [Window(month, kind) for month in days.months() for kind in call_types]


def billing_days(keyword: str, today: date) -> DaySpan:
    """Return the days that the old script's `--billing-date` stood for.

    Args:
        keyword: one of `BILLING_DATES`; `currweek` is the last seven days up to today.
        today: the local day.

    Raises:
        InvalidParameterError: another word.
    """
    tomorrow, month = today + timedelta(days=1), Month.of(today)
    spans = {
        "currday": (today, tomorrow),
        "lastday": (today - timedelta(days=1), today),
        "currmonth": (month.first_day, tomorrow),
        "lastmonth": (month.plus(-1).first_day, month.first_day),
        "currweek": (today - timedelta(days=6), tomorrow),
    }
    if keyword not in spans:
        raise InvalidParameterError(
            f"billing_date is {keyword[:20]!r}; choose one of {', '.join(BILLING_DATES)}."
        )
    return DaySpan(*spans[keyword])


def parse_day(text: str, name: str = "date") -> date:
    """Read `YYYY-MM-DD` or `YYYY/MM/DD`.

    Raises:
        InvalidParameterError: anything else, or a day that does not exist.
    """
    try:
        return datetime.strptime(text.strip().replace("/", "-"), "%Y-%m-%d").date()  # noqa: DTZ007
    except ValueError:
        raise InvalidParameterError(
            f"{name} is {text[:20]!r}, which is no date; write it as YYYY-MM-DD."
        ) from None


def local_midnight(day: date) -> int:
    """Return the epoch second at which `day` begins in Warsaw."""
    return int(datetime.combine(day, time(), WARSAW).timestamp())


def local_day(instant: int) -> date:
    """Return the Warsaw day of an epoch second."""
    return datetime.fromtimestamp(instant, WARSAW).date()
