"""The figures, charts and tables of the page "Calls"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from hiperus.calls.gaps import Gap, missing_days
from hiperus.calls.rules.traffic import Counted, Traffic, summed, total
from hiperus.calls.tables.page import AccountCalls, CallFilter, Destination, read_vanished
from hiperus.domain.cdr import CallType
from hiperus.domain.once import once
from hiperus.domain.periods import DaySpan
from hiperus.web.calls.address import CallsAddress
from hiperus.web.calls.charts import CallCharts
from hiperus.web.calls.data import CallData
from hiperus.web.calls.tables import CallTables, Named
from hiperus.web.frame.charts import Chart, Table
from hiperus.web.frame.missing import named
from hiperus.web.frame.names import call_type_name
from hiperus.web.frame.refusals import NotHereError
from hiperus.web.frame.tabs import gettext_noop
from hiperus.web.frame.view import Page

Row = TypeVar("Row", bound=Counted)
MOST_FOUND = 100
NO_ACCOUNT = gettext_noop("Nothing is known of an account %(id)s.")


@dataclass
class CallsView:
    """Everything that the template shows; each part is worked out when it is asked for.

    `find` is a part of an account's name, or an id; empty: the largest accounts.
    """

    page: Page
    address: CallsAddress
    data: CallData
    find: str

    @once
    def totals(self) -> Traffic:
        """All calls of the month that are asked for."""
        return total(self._of_type(self.data.days(self.address.choice)))

    @once
    def totals_before(self) -> Traffic:
        return total(self._of_type(self.data.days(self.address.before)))

    @property
    def figures(self) -> list[tuple[str, str]]:
        """The month in a line of figures."""
        _, form, all_calls = self.page.gettext, self.page.formats, self.totals
        return [
            (_("Calls"), form.number(all_calls.attempts)),
            (_("Answered"), form.percent(all_calls.answer_seizure_ratio)),
            (_("Average duration"), form.clock(all_calls.average_seconds)),
            (_("Minutes"), form.minutes(all_calls.seconds)),
            (_("Revenue"), form.money(all_calls.revenue)),
            (_("Reseller cost"), form.money(all_calls.reseller_cost)),
            (_("Margin"), form.money(all_calls.margin)),
        ]

    @property
    def charts(self) -> list[Chart]:
        """The month day by day, with the month before as a ghost line, and why calls ended."""
        days = self._of_type(self.data.days(self.address.choice))
        before = self._of_type(self.data.days(self.address.before))
        return CallCharts(self.page, self.address.months.month, days, before).all()

    @property
    def months_table(self) -> Table:
        """This month beside the one before."""
        return self._tables.months(self.totals, self.totals_before)

    @property
    def tables(self) -> list[Table]:
        """The largest destinations, operators, types, and accounts or the account's terminals."""
        _ = self.page.gettext
        places = self._of_type(self.data.destinations(self.address.choice))
        owners = self._terminals() if self.address.account_id else self._accounts()
        return [
            owners,
            self._tables.largest(
                _("Top destinations"), _("Destination"), self._named(places, _direction)
            ),
            self._tables.largest(
                _("Top operators"),
                _("Operator"),
                self._named(places, lambda place: place.operator or _("(not given)")),
            ),
            self._tables.largest(
                _("By call type"),
                _("Type"),
                self._named(places, lambda place: call_type_name(self.page, place.call_type)),
            ),
        ]

    def require_account(self) -> None:
        """Refuse an account that no import has seen and no call of the month is of.

        Raises:
            NotHereError: there is no such account.
        """
        wanted = self.address.account_id
        if wanted and wanted not in self._names and not self.data.days(self.address.choice):
            raise NotHereError(NO_ACCOUNT, id=wanted)

    @once
    def account(self) -> str:
        """The account that was chosen, by name; empty: all."""
        return self._account_name(self.address.account_id) if self.address.account_id else ""

    @once
    def terminal(self) -> str:
        """The terminal that was chosen, by name; empty: all."""
        found = self.data.terminals(self._of_account) if self.address.terminal_id else ()
        names = [row.name for row in found if row.terminal_id == self.address.terminal_id]
        return (names or [str(self.address.terminal_id or "")])[0]

    @property
    def missing(self) -> list[str]:
        """Days of the month, up to yesterday, whose successful calls are not here."""
        return named(self.page, [gap for gap in self._gaps if gap.success])

    @property
    def missing_before(self) -> list[str]:
        """The same of the month that this one is compared with."""
        gaps = self._gaps_of(self.address.before.days)
        return named(self.page, [gap for gap in gaps if gap.success])

    @property
    def is_running(self) -> bool:
        """Tell whether the month has days to come."""
        return self.address.choice.days.end > self.page.today

    @once
    def _gaps(self) -> list[Gap]:
        return self._gaps_of(self.address.choice.days)

    def _gaps_of(self, days: DaySpan) -> list[Gap]:
        end = min(days.end, self.page.today)
        if end <= days.start:
            return []
        wanted = self.address.call_type
        types = (wanted,) if wanted else tuple(CallType)
        return missing_days(self.page.database, DaySpan(days.start, end), types)

    @property
    def notes(self) -> list[str]:
        """What a reader of these figures must know."""
        return [note for note in (self._failed_note(), self._vanished_note()) if note]

    @property
    def _tables(self) -> CallTables:
        return CallTables(self.page)

    @property
    def _of_account(self) -> CallFilter:
        return CallFilter(self.address.choice.days, self.address.account_id)

    @once
    def _names(self) -> dict[int, str]:
        return self.data.names(self.address.months.month)

    def _accounts(self) -> Table:
        sums = summed(self._of_type(self.data.accounts(self.address.choice)), _owner)
        wanted = self.find.casefold()
        named = [
            Named(self._account_name(owner), traffic, self._link(account=owner))
            for owner, traffic in sums.items()
        ]
        if not wanted:
            title = self.page.gettext("Top accounts")
            return self._tables.largest(title, self.page.gettext("Account"), named)
        found = [row for row in named if wanted in row.name.casefold()]
        title = self.page.gettext("Accounts with “%(find)s”", find=self.find)
        return self._tables.largest(title, self.page.gettext("Account"), found, MOST_FOUND)

    def _terminals(self) -> Table:
        rows = self._of_type(self.data.terminals(self._of_account))
        names = {row.terminal_id: row.name for row in rows}
        none = self.page.gettext("(no terminal)")
        named = [
            Named(
                (names[terminal] or str(terminal)) if terminal else none,
                traffic,
                self._link(terminal=terminal),
            )
            for terminal, traffic in summed(rows, lambda row: row.terminal_id).items()
        ]
        title = self.page.gettext("Terminals of the account")
        return self._tables.largest(title, self.page.gettext("Terminal"), named, MOST_FOUND)

    def _account_name(self, account_id: int | None) -> str:
        if account_id is None:
            return self.page.gettext("(no account)")
        name = self._names.get(account_id)
        return f"{name} ({account_id})" if name else str(account_id)

    def _link(self, **more: int | None) -> Callable[[], str] | None:
        """Make the address of some rows' calls, later; rows without an id have none."""
        if not all(more.values()):
            return None
        return lambda: self.page.url("/calls", **{**self.address.query, **more})

    def _of_type(self, rows: Sequence[Row]) -> list[Row]:
        wanted = self.address.call_type
        return [row for row in rows if wanted is None or row.call_type == wanted]  # type: ignore[attr-defined]

    @staticmethod
    def _named(rows: Sequence[Row], name: Callable[[Row], str]) -> list[Named]:
        return [Named(key, traffic) for key, traffic in summed(rows, name).items()]

    def _failed_note(self) -> str:
        short = len({gap.day for gap in self._gaps if not gap.success})
        if not short or not self.totals.attempts:
            return ""
        return self.page.ngettext(
            "Failed calls of %(num)s day of this month are not loaded; "
            "the share of answered calls is too high there.",
            "Failed calls of %(num)s days of this month are not loaded; "
            "the share of answered calls is too high there.",
            short,
        )

    def _vanished_note(self) -> str:
        calls, net = read_vanished(self.page.database, self.address.choice)
        if not calls:
            return ""
        return self.page.ngettext(
            "%(num)s call (%(net)s) is in these figures although the platform no longer lists it.",
            "%(num)s calls (%(net)s) are in these figures although the platform no longer lists "
            "them.",
            calls,
            net=self.page.formats.money(net),
        )


def _owner(row: AccountCalls) -> int | None:
    return row.account_id


def _direction(place: Destination) -> str:
    return place.description or place.country or "–"
