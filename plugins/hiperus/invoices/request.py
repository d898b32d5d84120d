"""The request of an invoice run, by a person or a schedule, checked before anything is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hiperus.domain.periods import Month, parse_day
from hiperus.errors import ConfigurationError, InvalidParameterError
from hiperus.invoices.rules.dating import AFTER_MIDNIGHT, NOON, instant_of, next_day
from hiperus.settings import Settings

MOST_MONTHS_BACK = 120


@dataclass(frozen=True, slots=True)
class InvoiceRequest:
    """Parameters of one run; None leaves the choice to the setting.

    Attributes:
        today: the local day of the run.
        leftmonth: bill the month so many months before the month of issue.
        fakedate: take this day for today; documents are dated noon of it.
        subscription_in_advance: subscription lines are for the month of issue.
        add_new_invoices: False adds lines to LMS's own invoices of the month where possible.
        dry_run: calculate and report only.
        customers: LMS customer ids; empty: all.
        date_next_day: documents are dated 00:05 of the day after `today`, for the next mailing.
        ignore_missing_cdrs: why the run may go on over gaps, kept with the invoices.
    """

    today: date
    leftmonth: int | None = None
    fakedate: date | None = None
    subscription_in_advance: bool = False
    add_new_invoices: bool | None = None
    dry_run: bool = False
    customers: tuple[int, ...] = ()
    ignore_missing_cdrs: str | None = None
    date_next_day: bool = False

    @classmethod
    def from_parameters(cls, parameters: Mapping[str, object], today: date) -> InvoiceRequest:
        """Build a request from a DAG's parameters; names that are not ours are left alone.

        Raises:
            InvalidParameterError: says of each parameter that cannot be used what it must be.
        """
        reader = _Reader(parameters)
        request = cls(
            today=today,
            leftmonth=reader.months_back("leftmonth"),
            fakedate=reader.day("fakedate"),
            subscription_in_advance=reader.flag("subscription_in_advance") or False,
            add_new_invoices=reader.flag("add_new_invoices"),
            dry_run=reader.flag("dry_run") or False,
            customers=reader.ids("customers"),
            ignore_missing_cdrs=reader.reason("ignore_missing_cdrs"),
            date_next_day=reader.flag("date_next_day") or False,
        )
        reader.problems += request._dating_problems()
        if reader.problems:
            raise InvalidParameterError(f"{'; '.join(reader.problems)}.")
        return request

    def _dating_problems(self) -> list[str]:
        if not self.date_next_day:
            return []
        if self.fakedate:
            return ["date_next_day and fakedate both date the documents; choose one of them"]
        if Month.of(next_day(self.today)) != Month.of(self.today):
            return [
                f"date_next_day would date the documents {next_day(self.today)}, in another month; "
                "issue them today as they are, or run again tomorrow"
            ]
        return []

    @property
    def first_links(self) -> tuple[int, ...]:
        """Return the customers whose first links are billed: whoever named them named the month."""
        return self.customers if self.leftmonth is not None else ()

    @property
    def issue_day(self) -> date:
        """The local day that documents are dated."""
        return next_day(self.today) if self.date_next_day else self.fakedate or self.today

    @property
    def fixed_instant(self) -> int | None:
        """When documents are dated, epoch seconds; None: whenever they are written."""
        if self.date_next_day:
            return instant_of(self.issue_day, AFTER_MIDNIGHT)
        return instant_of(self.fakedate, NOON) if self.fakedate else None

    @property
    def issue_instant(self) -> int:
        """An instant of the day of issue, epoch seconds, for what must be valid on that day."""
        return self.fixed_instant or instant_of(self.issue_day, NOON)

    def billed_month(self, settings: Settings) -> Month:
        """Return the month to bill.

        Raises:
            ConfigurationError: `first_billed_month` is unset.
            InvalidParameterError: the month belongs to the old script.
        """
        back = self.leftmonth if self.leftmonth is not None else settings.leftmonth
        month = Month.of(self.issue_day).plus(-back)
        first = settings.first_billed_month
        if first is None:
            raise ConfigurationError(
                "The setting hiperus_c5.first_billed_month is not set in LMS's uiconfig; set it to "
                "the first month (YYYY-MM) that this project is to bill, so that nothing the old "
                "script billed is billed again."
            )
        if month < first:
            raise InvalidParameterError(
                f"{month} lies before first_billed_month ({first}) and belongs to the old script; "
                "choose another leftmonth or fakedate."
            )
        return month


class _Reader:
    """Reads parameters and gathers what is wrong with them, so that all is said at once."""

    def __init__(self, parameters: Mapping[str, object]) -> None:
        self._parameters = parameters
        self.problems: list[str] = []

    def _given(self, name: str) -> object:
        value = self._parameters.get(name)
        return None if value in (None, "", [], ()) else value

    def _refuse(self, name: str, value: object, wanted: str) -> None:
        self.problems.append(f"{name} is {str(value)[:40]!r}; it must be {wanted}")

    def months_back(self, name: str) -> int | None:
        value = self._given(name)
        if value is None:
            return None
        text = str(value).strip()
        if isinstance(value, bool) or not text.isdigit() or int(text) > MOST_MONTHS_BACK:
            self._refuse(name, value, f"a whole number between 0 and {MOST_MONTHS_BACK}")
            return None
        return int(text)

    def day(self, name: str) -> date | None:
        value = self._given(name)
        if value is None:
            return None
        try:
            return parse_day(str(value), name)
        except InvalidParameterError:
            self._refuse(name, value, "a date as YYYY-MM-DD or YYYY/MM/DD")
            return None

    def flag(self, name: str) -> bool | None:
        value = self._given(name)
        if value is not None and not isinstance(value, bool):
            self._refuse(name, value, "true or false")
            return None
        return value

    def ids(self, name: str) -> tuple[int, ...]:
        value = self._given(name)
        if value is None:
            return ()
        items = value if isinstance(value, list | tuple) else [value]
        if not all(str(item).isdigit() and not isinstance(item, bool) for item in items):
            self._refuse(name, value, "a list of LMS customer ids")
            return ()
        return tuple(sorted({int(str(item)) for item in items}))

    def reason(self, name: str) -> str | None:
        value = self._given(name)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            self._refuse(name, value, "null, or the reason as a text")
            return None
        return value.strip()
