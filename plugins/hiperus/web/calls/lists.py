"""Lists of single calls: numbers of other people are masked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hiperus.calls.tables.page import Call
from hiperus.domain.cdr import CallType
from hiperus.web.frame.charts import Column, Table
from hiperus.web.frame.names import call_type_name, cause_name
from hiperus.web.frame.view import Page

OWN_CALLERS = frozenset({CallType.OUTGOING, CallType.INTERNAL, CallType.VPBX})
"""Types of calls that begin at a number of a customer; others come from anybody's."""

EXACT = 4
"""Decimals of a call's cost."""


@dataclass(frozen=True, slots=True)
class CallList:
    """A piece of a list of calls as one viewer may see it."""

    page: Page
    calls: Sequence[Call]
    caption: str

    @property
    def table(self) -> Table:
        """Return the table; with a column for what a line billed, where it is known."""
        _ = self.page.gettext
        columns = [
            Column(_("Start")),
            Column(_("Type")),
            Column(_("Terminal")),
            Column(_("From")),
            Column(_("To")),
            Column(_("Destination")),
            Column(_("Operator")),
            Column(_("Duration"), numeric=True),
            Column(_("Ended by")),
            Column(_("Cost, PLN"), numeric=True),
            Column(_("Reseller cost, PLN"), numeric=True),
        ]
        if self._is_of_line:
            columns.append(Column(_("Billed, PLN"), numeric=True))
        return Table(self.caption, columns, [self._row(call) for call in self.calls])

    @property
    def _is_of_line(self) -> bool:
        return any(call.billed is not None for call in self.calls)

    def _row(self, call: Call) -> list[str]:
        formats = self.page.formats
        row = [
            call.start_time[:19],
            self._type(call),
            call.terminal_name,
            self.caller(call),
            self.page.viewer.callee(call.callee),
            call.description or call.country,
            call.operator,
            formats.clock(call.seconds),
            cause_name(self.page, call.rel_cause),
            formats.number(call.cost, EXACT),
            formats.number(call.reseller_cost, EXACT),
        ]
        return [*row, formats.number(call.billed, EXACT)] if self._is_of_line else row

    def caller(self, call: Call) -> str:
        """Return who called; other people's numbers as the viewer may see them."""
        own = call.call_type in OWN_CALLERS
        return call.caller if own else self.page.viewer.callee(call.caller)

    def _type(self, call: Call) -> str:
        name = call_type_name(self.page, call.call_type)
        notes = [self.page.gettext("failed")] if not call.succeeded else []
        notes += [self.page.gettext("vanished")] if call.is_vanished else []
        return f"{name} ({', '.join(notes)})" if notes else name
