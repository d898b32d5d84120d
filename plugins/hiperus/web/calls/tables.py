"""Tables of sums over calls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from hiperus.calls.rules.traffic import Traffic
from hiperus.web.frame.charts import Column, Table
from hiperus.web.frame.view import Page

MOST_SHOWN = 15


@dataclass(frozen=True, slots=True)
class Named:
    """Sums under a name; `link` makes an address that leads to more of them."""

    name: str
    traffic: Traffic
    link: Callable[[], str] | None = None

    @property
    def cell(self) -> str:
        if self.link is None:
            return self.name
        return Markup('<a href="{}">{}</a>').format(self.link(), self.name)


@dataclass(frozen=True, slots=True)
class CallTables:
    """Makes tables in the viewer's language."""

    page: Page

    def largest(
        self, caption: str, heading: str, rows: Sequence[Named], most: int = MOST_SHOWN
    ) -> Table:
        """Return the rows with the most revenue; the total is of all rows."""
        ordered = sorted(rows, key=_by_revenue)
        everything = sum((row.traffic for row in rows), Traffic())
        shown = [self._row(row.cell, row.traffic) for row in ordered[:most]]
        if len(rows) > most:
            rest = sum((row.traffic for row in ordered[most:]), Traffic())
            others = self.page.ngettext("%(num)s other", "%(num)s others", len(rows) - most)
            shown.append(self._row(others, rest))
        total = self._row(self.page.gettext("Total"), everything)
        return Table(caption, self._columns(heading), shown, total)

    def months(self, now: Traffic, before: Traffic) -> Table:
        """Return a month beside the one before it."""
        _, form = self.page.gettext, self.page.formats
        columns = [
            Column(_("Figure")),
            Column(_("This month"), numeric=True),
            Column(_("Month before"), numeric=True),
            Column(_("Change"), numeric=True),
        ]
        figures = (
            (_("Calls"), now.attempts, before.attempts, form.number),
            (_("Answered calls"), now.answered, before.answered, form.number),
            (_("Minutes"), now.seconds, before.seconds, form.minutes),
            (_("Revenue"), now.revenue, before.revenue, form.money),
            (_("Reseller cost"), now.reseller_cost, before.reseller_cost, form.money),
            (_("Margin"), now.margin, before.margin, form.money),
            (
                _("Margin as the platform gives it"),
                now.platform_margin,
                before.platform_margin,
                form.money,
            ),
        )
        rows = [[name, show(a), show(b), show(a - b)] for name, a, b, show in figures]
        return Table(_("This month beside the one before"), columns, rows)

    def _columns(self, heading: str) -> list[Column]:
        _ = self.page.gettext
        numbers = (
            _("Calls"),
            _("Answered"),
            _("Average duration"),
            _("Minutes"),
            _("Revenue"),
            _("Reseller cost"),
            _("Margin"),
        )
        return [Column(heading), *(Column(name, numeric=True) for name in numbers)]

    def _row(self, name: str, traffic: Traffic) -> list[str]:
        form = self.page.formats
        return [
            name,
            form.number(traffic.attempts),
            form.percent(traffic.answer_seizure_ratio),
            form.clock(traffic.average_seconds),
            form.minutes(traffic.seconds),
            form.money(traffic.revenue),
            form.money(traffic.reseller_cost),
            form.money(traffic.margin),
        ]


def _by_revenue(row: Named) -> tuple[object, ...]:
    return (-row.traffic.revenue, -row.traffic.attempts, row.name)
