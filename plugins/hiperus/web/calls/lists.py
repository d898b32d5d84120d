"""Lists of single calls: numbers of other people are masked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

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
            Column(_("From")),
            Column(_("To")),
            Column(_("Duration"), numeric=True),
            Column(_("Cost, PLN"), numeric=True),
            *([Column(_("Billed, PLN"), numeric=True)] if self._is_of_line else []),
            Column(_("Reseller cost, PLN"), numeric=True),
            *map(Column, (_("Type"), _("Destination"), _("Terminal"), _("Operator"))),
            Column(_("Ended by")),
        ]
        return Table(self.caption, columns, [self._row(call) for call in self.calls])

    @property
    def _is_of_line(self) -> bool:
        return any(call.billed is not None for call in self.calls)

    def _row(self, call: Call) -> list[str]:
        formats = self.page.formats
        billed = [formats.number(call.billed, EXACT)] if self._is_of_line else []
        return [
            self._start(call),
            self.caller(call),
            self.callee(call),
            formats.clock(call.seconds),
            formats.number(call.cost, EXACT),
            *billed,
            formats.number(call.reseller_cost, EXACT),
            self._type(call),
            call.description or call.country,
            call.terminal_name,
            call.operator,
            cause_name(self.page, call.rel_cause),
        ]

    @staticmethod
    def _start(call: Call) -> str:
        """Return when it began, as the platform says; a line may end between day and time."""
        return Markup('<span class="d">{}</span> {}').format(
            call.start_time[:10], call.start_time[11:19]
        )

    def callee(self, call: Call) -> str:
        """Return who was called: of an incoming call a customer, of others other people, masked."""
        is_own = call.call_type == CallType.INCOMING
        return call.callee if is_own else self.page.viewer.callee(call.callee)

    def caller(self, call: Call) -> str:
        """Return who called; other people's numbers as the viewer may see them."""
        own = call.call_type in OWN_CALLERS
        return call.caller if own else self.page.viewer.callee(call.caller)

    def _type(self, call: Call) -> str:
        name = call_type_name(self.page, call.call_type)
        notes = [self.page.gettext("failed")] if not call.succeeded else []
        notes += [self.page.gettext("vanished")] if call.is_vanished else []
        return f"{name} ({', '.join(notes)})" if notes else name
