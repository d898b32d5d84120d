"""Charts of a month's calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hiperus.calls.rules.traffic import SECONDS_A_MINUTE, Traffic, summed
from hiperus.calls.tables.page import DayOfCalls
from hiperus.domain.periods import Month
from hiperus.web.frame.charts import Chart, Column, Table, Trace, bars, line
from hiperus.web.frame.names import cause_name
from hiperus.web.frame.view import Page

NORMAL = frozenset({16, 31})
"""Causes of a call that went as it should."""
MOST_CAUSES = 12
_NONE = Traffic()


@dataclass
class CallCharts:
    """The days of a month, and those of the month before by their day of the month."""

    page: Page
    month: Month
    days: Sequence[DayOfCalls]
    before: Sequence[DayOfCalls]

    def all(self) -> list[Chart]:
        """Return all charts in their order."""
        return [self._calls(), self._minutes(), self._money(), self._answered(), self._causes()]

    @property
    def _dates(self) -> list[date]:
        return list(self.month.days.days())

    @property
    def _now(self) -> list[Traffic]:
        found = summed(self.days, lambda row: row.day)
        return [found.get(day, _NONE) for day in self._dates]

    @property
    def _ghost(self) -> list[Traffic | None]:
        """The month before on the same days of the month; None: it has no such day."""
        found: Mapping[int, Traffic] = summed(self.before, lambda row: row.day.day)
        length = self.month.plus(-1).days.length
        return [found.get(d.day, _NONE) if d.day <= length else None for d in self._dates]

    def _ghost_line(self, value: Callable[[Traffic], Any]) -> Trace:
        values = [None if traffic is None else value(traffic) for traffic in self._ghost]
        name = self.page.gettext("Month before")
        return line(name, self._dates, values, "ghost", dash="dot")

    def _calls(self) -> Chart:
        _, form = self.page.gettext, self.page.formats
        answered = [traffic.answered for traffic in self._now]
        others = [traffic.attempts - traffic.answered for traffic in self._now]
        traces = [
            bars(_("Answered"), self._dates, answered),
            bars(_("Not answered"), self._dates, others, "muted"),
            self._ghost_line(lambda traffic: traffic.attempts),
        ]
        table = self._table(
            _("Calls per day"),
            {
                _("Calls"): lambda traffic: form.number(traffic.attempts),
                _("Answered"): lambda traffic: form.number(traffic.answered),
            },
            lambda traffic: form.number(traffic.attempts),
        )
        return Chart("calls-per-day", table.caption, traces, table, {"barmode": "stack"})

    def _minutes(self) -> Chart:
        _, form = self.page.gettext, self.page.formats
        traces = [
            bars(_("Minutes"), self._dates, [_minutes(traffic) for traffic in self._now]),
            self._ghost_line(_minutes),
        ]
        table = self._table(
            _("Minutes per day"),
            {_("Minutes"): lambda traffic: form.minutes(traffic.seconds)},
            lambda traffic: form.minutes(traffic.seconds),
        )
        return Chart("minutes-per-day", table.caption, traces, table)

    def _money(self) -> Chart:
        _, form = self.page.gettext, self.page.formats
        now = self._now
        traces = [
            bars(_("Margin"), self._dates, [t.margin for t in now], "good"),
            line(_("Revenue"), self._dates, [t.revenue for t in now]),
            line(_("Reseller cost"), self._dates, [t.reseller_cost for t in now], "alt"),
            self._ghost_line(lambda traffic: traffic.revenue),
        ]
        table = self._table(
            _("Revenue, reseller cost and margin per day (PLN net)"),
            {
                _("Revenue"): lambda traffic: form.money(traffic.revenue),
                _("Reseller cost"): lambda traffic: form.money(traffic.reseller_cost),
                _("Margin"): lambda traffic: form.money(traffic.margin),
            },
            lambda traffic: form.money(traffic.revenue),
        )
        return Chart("money-per-day", table.caption, traces, table)

    def _answered(self) -> Chart:
        _, form = self.page.gettext, self.page.formats
        traces = [
            line(_("Answered"), self._dates, [t.answer_seizure_ratio for t in self._now]),
            self._ghost_line(lambda traffic: traffic.answer_seizure_ratio),
        ]
        table = self._table(
            _("Share of answered calls per day"),
            {
                _("Answered"): lambda traffic: form.percent(traffic.answer_seizure_ratio),
                _("Average duration"): lambda traffic: form.clock(traffic.average_seconds),
            },
            lambda traffic: form.percent(traffic.answer_seizure_ratio),
        )
        layout = {"yaxis": {"tickformat": ".0%", "rangemode": "tozero"}}
        return Chart("answered-per-day", table.caption, traces, table, layout)

    def _table(
        self,
        caption: str,
        shown: Mapping[str, Callable[[Traffic], str]],
        ghost: Callable[[Traffic], str],
    ) -> Table:
        _ = self.page.gettext
        headings = [*shown, _("Month before")]
        columns = [Column(_("Day")), *(Column(name, numeric=True) for name in headings)]
        rows = [
            [
                self.page.formats.day(day),
                *(show(now) for show in shown.values()),
                "–" if before is None else ghost(before),
            ]
            for day, now, before in zip(self._dates, self._now, self._ghost, strict=True)
        ]
        return Table(caption, columns, rows)

    def _causes(self) -> Chart:
        _, form = self.page.gettext, self.page.formats
        found = summed(self.days, lambda row: row.rel_cause)
        ordered = sorted(found.items(), key=lambda item: -item[1].attempts)[:MOST_CAUSES]
        names = [cause_name(self.page, row[0]) for row in ordered]
        everything = sum(traffic.attempts for traffic in found.values())
        counts = [row[1].attempts for row in ordered]
        caption = _("Why calls ended (Q.850)")
        columns = [
            Column(_("Release cause")),
            Column(_("Calls"), numeric=True),
            Column(_("Share"), numeric=True),
        ]
        rows = [
            [name, form.number(count), form.percent(count / everything)]
            for name, count in zip(names, counts, strict=True)
        ]
        groups = [(_("Normal"), True, "brand"), (_("Other causes"), False, "warn")]
        traces = [
            self._cause_bars(name, ordered, normal=normal, color=color)
            for name, normal, color in groups
        ]
        layout = {
            "yaxis": {"autorange": "reversed", "type": "category"},
            "barmode": "stack",
            "hovermode": "closest",
        }
        return Chart("causes", caption, traces, Table(caption, columns, rows), layout)

    def _cause_bars(
        self,
        name: str,
        ordered: Sequence[tuple[int | None, Traffic]],
        *,
        normal: bool,
        color: str,
    ) -> Trace:
        counts = [t.attempts if (cause in NORMAL) is normal else None for cause, t in ordered]
        names = [cause_name(self.page, row[0]) for row in ordered]
        return bars(name, counts, names, color, orientation="h")


def _minutes(traffic: Traffic) -> float:
    return traffic.seconds / SECONDS_A_MINUTE
