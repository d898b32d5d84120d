"""Numbers, money, days and instants as people of a language read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel import Locale, dates, numbers

from hiperus.domain.money import half_up

Number = int | Decimal | float
SECONDS_A_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Formats:
    """Formats values by a locale; None becomes a dash."""

    locale: Locale
    zone: ZoneInfo

    def money(self, amount: Decimal | None) -> str:
        """Format PLN to the grosz."""
        if amount is None:
            return "–"
        pattern = None if self.locale.language == "pl" else "¤\xa0#,##0.00"
        return str(
            numbers.format_currency(half_up(amount), "PLN", format=pattern, locale=self.locale)
        )

    def amount(self, amount: Decimal | None) -> str:
        """Format PLN to the grosz where the heading says the currency."""
        return self.number(None if amount is None else half_up(amount), 2)

    def number(self, value: Number | None, digits: int = 0) -> str:
        """Format a number with `digits` decimals."""
        if value is None:
            return "–"
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        return str(numbers.format_decimal(value, pattern, locale=self.locale))

    def percent(self, share: Number | None, digits: int = 1) -> str:
        """Format a share of 1 as percent."""
        if share is None:
            return "–"
        pattern = "#,##0" + ("." + "0" * digits if digits else "") + "%"
        return str(numbers.format_percent(share, pattern, locale=self.locale))

    def minutes(self, seconds: Number | None) -> str:
        """Format a duration in seconds as minutes with one decimal."""
        return self.number(None if seconds is None else Decimal(seconds) / SECONDS_A_MINUTE, 1)

    def clock(self, seconds: Number | None) -> str:
        """Format a duration in seconds as h:mm:ss."""
        if seconds is None:
            return "–"
        minutes, rest = divmod(round(seconds), SECONDS_A_MINUTE)
        hours, minutes = divmod(minutes, SECONDS_A_MINUTE)
        return f"{hours}:{minutes:02}:{rest:02}"

    def day(self, day: date | None) -> str:
        """Format a day, such as 24 Nov 2026."""
        return "–" if day is None else str(dates.format_date(day, "d MMM y", locale=self.locale))

    def last_day(self, end: date | None) -> str:
        """Format the last day of a half-open period, from its end."""
        return self.day(None if end is None else end - timedelta(days=1))

    def month(self, day: date | None) -> str:
        """Format the month of a day, such as November 2026."""
        return "–" if day is None else str(dates.format_date(day, "LLLL y", locale=self.locale))

    def short_month(self, day: date) -> str:
        """Format the month of a day in few letters, without its year."""
        return str(dates.format_date(day, "LLL", locale=self.locale))

    def weekday(self, day: date) -> str:
        """Format a day of the week in few letters."""
        return str(dates.format_date(day, "ccc", locale=self.locale))

    def instant(self, epoch_seconds: int | None) -> str:
        """Format an instant of ours in local time."""
        if epoch_seconds is None:
            return "–"
        moment = datetime.fromtimestamp(epoch_seconds, UTC)
        return str(
            dates.format_datetime(moment, "d MMM y, HH:mm", tzinfo=self.zone, locale=self.locale)
        )
