"""The data of the page "Calls", read once for every change of the calls."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from hiperus.calls.tables import page as page_calls
from hiperus.calls.tables.page import (
    AccountCalls,
    CallFilter,
    DayOfCalls,
    Destination,
    LoadMark,
    TerminalCalls,
)
from hiperus.domain.periods import DaySpan, Month
from hiperus.storage.database import Database
from hiperus.web.frame.marked_cache import MarkedCache

Value = TypeVar("Value")

_MOST_KEPT = 48
"""A large month's account sums take some 5 MB, everything else less."""

_SHELF = MarkedCache(_MOST_KEPT)


@dataclass(slots=True)
class CallData:
    """Reads sums of calls; what was read for the same calls before is taken from the shelf.

    Made anew for every request; its database is one snapshot.
    """

    database: Database
    _marks: dict[DaySpan, LoadMark] = field(default_factory=dict, init=False)

    def days(self, choice: CallFilter) -> Sequence[DayOfCalls]:
        """Sums by day, type and release cause."""
        return self._kept("days", choice, page_calls.read_days)

    def destinations(self, choice: CallFilter) -> Sequence[Destination]:
        """Sums by where the calls went."""
        return self._kept("destinations", choice, page_calls.read_destinations)

    def accounts(self, choice: CallFilter) -> Sequence[AccountCalls]:
        """Sums by account."""
        return self._kept("accounts", choice, page_calls.read_account_calls)

    def terminals(self, choice: CallFilter) -> Sequence[TerminalCalls]:
        """Sums by terminal of the choice's account."""
        return self._kept("terminals", choice, page_calls.read_terminal_calls)

    def names(self, month: Month) -> dict[int, str]:
        """All accounts' names by id."""
        return self._get("names", month.days, lambda: page_calls.read_account_names(self.database))

    def _kept(
        self, what: str, choice: CallFilter, read: Callable[[Database, CallFilter], list[Value]]
    ) -> list[Value]:
        return self._get(what, choice.days, lambda: read(self.database, choice), choice)

    def _get(
        self,
        what: str,
        days: DaySpan,
        make: Callable[[], Value],
        choice: Hashable = None,
    ) -> Value:
        if days not in self._marks:
            self._marks[days] = page_calls.read_load_mark(self.database, days)
        mark = self._marks[days]
        return _SHELF.get((mark.place, what, choice), mark, make)
