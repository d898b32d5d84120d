"""The year of the page "Calls": the figures of the yearly summary, month by month kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hiperus.calls.tables.page import read_load_mark
from hiperus.domain.once import once
from hiperus.domain.periods import Month
from hiperus.invoices.tables.page import read_invoice_mark
from hiperus.statements.rules.yearly import Area, Direction, Group, Kind, Sums, YearSummary
from hiperus.statements.tables import yearly
from hiperus.statements.yearly import summarize
from hiperus.storage.database import Database
from hiperus.web.frame.charts import Column, Table
from hiperus.web.frame.marked_cache import MarkedCache
from hiperus.web.frame.tabs import gettext_noop
from hiperus.web.frame.view import Page

_SHELF = MarkedCache(60)
"""Months of some years; a month's sums take some kB."""

DIRECTIONS: dict[Direction, str] = {
    Direction.OUTGOING: gettext_noop("outgoing"),
    Direction.INCOMING: gettext_noop("incoming"),
    Direction.UNKNOWN: gettext_noop("unknown"),
}
AREAS: dict[Area, str] = {
    Area.DOMESTIC: gettext_noop("domestic"),
    Area.FOREIGN: gettext_noop("foreign"),
    Area.UNKNOWN: gettext_noop("unknown"),
}
KINDS: dict[Kind, str] = {
    Kind.PRIVATE: gettext_noop("private"),
    Kind.COMPANY: gettext_noop("company"),
    Kind.OTHER: gettext_noop("other"),
    Kind.NOBODY: gettext_noop("no customer"),
}


@dataclass
class YearView:
    """What the template shows of a year; `offered` are the years of the form."""

    page: Page
    year: int
    offered: Sequence[int]

    @once
    def summary(self) -> YearSummary:
        """The figures; calls and invoices that changed since make a month's anew."""
        return summarize(self.page.database, self.year, self.page.today, _month)

    @property
    def calls(self) -> Table:
        """Calls, minutes and net revenue, a row a group."""
        _, summary = self.page.gettext, self.summary
        columns = [
            Column(_("Direction")),
            Column(_("Area")),
            Column(_("Customers")),
            *(Column(name, numeric=True) for name in self._figures),
        ]
        rows = [
            [_(DIRECTIONS[key.direction]), _(AREAS[key.area]), _(KINDS[key.kind]), *self._row(sums)]
            for key, sums in summary.rows.items()
        ]
        total = [_("Total"), "", "", *self._row(summary.total)]
        return Table(_("Calls of the year %(year)s", year=self.year), columns, rows, total)

    @property
    def numbers(self) -> Table:
        """Active numbers, by kind of customer."""
        _, form, summary = self.page.gettext, self.page.formats, self.summary
        columns = [Column(_("Customers")), Column(_("Today"), numeric=True)]
        if summary.is_over:
            columns.append(Column(_("Of these, assigned by the year's end"), numeric=True))
        rows = [
            [_(KINDS[each.kind]), form.number(each.today), form.number(each.assigned)]
            for each in summary.numbers
        ]
        shown = [row[: len(columns)] for row in rows]
        return Table(_("Active numbers"), columns, shown)

    @property
    def _figures(self) -> tuple[str, ...]:
        _ = self.page.gettext
        return (
            _("Answered calls"),
            _("Minutes"),
            _("Net revenue"),
            _("Priced, on no invoice"),
            _("Their cost, net"),
            _("Failed calls"),
        )

    def _row(self, sums: Sums) -> list[str]:
        form = self.page.formats
        return [
            form.number(sums.calls),
            form.minutes(sums.seconds),
            form.money(sums.billed_net),
            form.number(sums.not_billed),
            form.money(sums.not_billed_net),
            form.number(sums.failed),
        ]


def _month(database: Database, month: Month) -> Sequence[Group]:
    loads = read_load_mark(database, month.days)
    mark = (loads, read_invoice_mark(database))
    return _SHELF.get((loads.place, month), mark, lambda: yearly.read_month(database, month))
