"""The sums of the page "Open ends", read once for every change of calls, invoices and links."""

from __future__ import annotations

from datetime import date, timedelta

from hiperus.calls.tables.page import read_load_mark
from hiperus.domain.periods import DaySpan
from hiperus.invoices.tables.page import read_invoice_mark
from hiperus.reconcile.tables import open_ends as reader
from hiperus.storage.database import Database, Record
from hiperus.web.frame.marked_cache import MarkedCache

_SHELF = MarkedCache(6)


def nobody_pays(database: Database, today: date, since: date) -> tuple[list[Record], list[Record]]:
    """Return the accounts nobody pays for and the terminals without subscription, with sums.

    What was read at the same mark is taken from the shelf. Imports, loads, invoices and live
    changes of ours make another mark. An edit of a customer in LMS makes none and is seen after a
    quarter of an hour.

    Args:
        database: one snapshot.
        today: local.
        since: the first day whose calls count.
    """
    loads = read_load_mark(database, DaySpan(since, today + timedelta(days=1)))
    mark = (loads, read_invoice_mark(database), reader.read_change_mark(database), today)
    accounts = _SHELF.get(
        (loads.place, "accounts"), mark, lambda: reader.unlinked_accounts(database, since)
    )
    terminals = _SHELF.get(
        (loads.place, "terminals"),
        mark,
        lambda: reader.terminals_without_subscription(database, today, since),
    )
    return accounts, terminals
