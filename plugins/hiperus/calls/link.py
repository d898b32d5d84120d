"""Links calls that came before their terminal or account was known."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hiperus.calls.tables.links import (
    count_found,
    count_open,
    find_links,
    found_by_month,
    write_links,
)
from hiperus.domain.states import LoadStatus
from hiperus.run import Run
from hiperus.storage.ledger import Load, reserve_load

CATEGORY = "links"


@dataclass(frozen=True, slots=True)
class LinkSummary:
    """What was done about open calls.

    Attributes:
        linked: calls that belong to somebody now.
        still_open: calls that belong to nobody; `hv_billing_link.rule` says why.
    """

    linked: int
    still_open: int

    def describe(self) -> str:
        """Return one line for the log."""
        done = f"{self.linked} calls linked" if self.linked else "nothing changed"
        return f"links: {done}; {self.still_open} calls without an account"


@dataclass(frozen=True, slots=True)
class LinkableMonth:
    """Calls of a month that belong to nobody yet and that the next run links. `net` is PLN."""

    month: str
    calls: int
    net: Decimal

    def describe(self) -> str:
        """Return one line for the log."""
        return (
            f"{self.month}: the next run of hiperus_import or hiperus_cdr_daily links {self.calls} "
            f"calls that belonged to nobody, {self.net:.4f} PLN net; where the month is invoiced, "
            "they are late calls of the next invoices."
        )


def linkable_calls(run: Run) -> list[LinkableMonth]:
    """Return what the next link run would find, by month; changes nothing.

    Raises:
        HiperusError: the database refused.
    """
    with run.database.locked("links"), find_links(run.database):
        return [
            LinkableMonth(row["call_month"], int(row["calls"]), Decimal(row["net"]))
            for row in found_by_month(run.database)
        ]


def link_open_calls(run: Run) -> LinkSummary:
    """Try all open calls again, by the state that was valid when each started.

    A call that is linked or invoiced keeps what it has.

    Raises:
        HiperusError: nothing was written.
    """
    database, started_at = run.database, run.clock()
    with (
        database.locked("links"),
        find_links(database) as found,
        database.transaction(),
    ):
        if found:
            load = Load(CATEGORY, LoadStatus.LOADED, started_at, run.clock(), rows_updated=found)
            write_links(database, reserve_load(database, load, run.origin))
        return LinkSummary(count_found(database), count_open(database))
