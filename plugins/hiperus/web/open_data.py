"""What the page "Open ends" sums up, read once for every change of calls, invoices and links."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date, timedelta

from hiperus.domain.periods import DaySpan
from hiperus.storage import page_open_ends as reader
from hiperus.storage.database import Database, Record
from hiperus.storage.page_calls import LoadMark, read_load_mark
from hiperus.storage.page_invoices import InvoiceMark, read_invoice_mark
from hiperus.web.shelf import Shelf

_SHELF = Shelf(6)


@dataclass(slots=True)
class OpenData:
    """Sums of calls on no invoice; what was read at the same mark is taken from the shelf.

    Imports, loads, invoices and live changes of ours make another mark. An edit of a customer in
    LMS makes none and is seen after a quarter of an hour.

    Made anew for every request; its database is one snapshot. `today`: local. `since`: the first
    day whose calls count.
    """

    database: Database
    today: date
    since: date
    _mark: tuple[LoadMark, InvoiceMark, tuple[int, int]] | None = None

    def accounts(self) -> list[Record]:
        """Accounts nobody pays for, the most expensive first."""
        return self._get("accounts", lambda: reader.unlinked_accounts(self.database, self.since))

    def terminals(self) -> list[Record]:
        """Terminals without subscription, the most expensive first."""
        return self._get(
            "terminals",
            lambda: reader.terminals_without_subscription(self.database, self.today, self.since),
        )

    def _get(self, what: Hashable, make: Callable[[], list[Record]]) -> list[Record]:
        if self._mark is None:
            days = DaySpan(self.since, self.today + timedelta(days=1))
            loads = read_load_mark(self.database, days)
            changes = reader.read_change_mark(self.database)
            self._mark = (loads, read_invoice_mark(self.database), changes)
        return _SHELF.get((self._mark[0].place, what), (*self._mark, self.today), make)
