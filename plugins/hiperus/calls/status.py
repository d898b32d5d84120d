"""The status of some days of calls: loaded, without an account, in quarantine; and its alerts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hiperus.alerts.rules.alert import Alert, AlertKind, is_above
from hiperus.calls.gaps import missing_days, summed_up
from hiperus.calls.rules.coverage import COVERED
from hiperus.calls.tables.coverage import read_cells
from hiperus.calls.tables.status import count_quarantined, count_unlinked
from hiperus.domain.cdr import CallType
from hiperus.domain.periods import DaySpan
from hiperus.domain.wording import listed
from hiperus.settings import Settings
from hiperus.storage.database import Database

CELLS_A_DAY = 2 * len(CallType)
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class CallsStatus:
    """How the calls of some days stand. Amounts are PLN net, `duration` is seconds.

    `stored` counts the calls in `hv_billing`, `calls` those that answers of the platform held.
    """

    days: DaySpan
    covered: int
    calls: int
    duration: int
    cost: Decimal
    stored: int
    unlinked: int
    unlinked_net: Decimal
    quarantined: int
    quarantined_net: Decimal

    def facts(self) -> dict[str, str]:
        """Return what an alert or an event says of the days."""
        return {
            "days": str(self.days),
            "loaded": f"{self.covered} of {self.days.length * CELLS_A_DAY} (day x type x success)",
            "calls": f"{self.calls}, {self.duration} s, {self.cost} PLN net",
            "without an account": f"{self.unlinked}, {self.unlinked_net} PLN net",
            "in quarantine": f"{self.quarantined}, {self.quarantined_net} PLN net",
        }

    def alerts(self, settings: Settings) -> list[Alert]:
        """Return what lies above a limit."""
        about = (str(self.days),)
        found = []
        if is_above(self.quarantined, self.stored + self.quarantined, settings.quarantine_limit):
            subject = f"{self.quarantined} calls of {self.days} are in quarantine"
            limit = f"{settings.quarantine_limit} % (quarantine_limit)"
            found.append(self._alert(AlertKind.QUARANTINE, about, subject, limit))
        if is_above(self.unlinked, self.stored, settings.unlinked_limit):
            subject = f"{self.unlinked} calls of {self.days} belong to no account"
            limit = f"{settings.unlinked_limit} % (unlinked_limit)"
            found.append(self._alert(AlertKind.UNLINKED, about, subject, limit))
        return found

    def _alert(self, kind: AlertKind, about: tuple[str, ...], subject: str, limit: str) -> Alert:
        return Alert(kind, about, subject, {"limit": limit, **self.facts()})


def read_status(database: Database, days: DaySpan) -> CallsStatus:
    """Return how the calls of some days stand."""
    cells = read_cells(database, days)
    links, aside = count_unlinked(database, days), count_quarantined(database, days)
    return CallsStatus(
        days=days,
        covered=sum(cell.state in COVERED for cell in cells),
        calls=sum(cell.row_count for cell in cells),
        duration=sum(cell.sum_duration for cell in cells),
        cost=sum((cell.sum_cost for cell in cells), Decimal(0)),
        stored=int(links["calls"]),
        unlinked=int(links["unlinked"] or 0),
        unlinked_net=Decimal(links["unlinked_net"]),
        quarantined=int(aside["records"]),
        quarantined_net=Decimal(aside["net"]),
    )


def late_alert(database: Database, days: DaySpan) -> Alert | None:
    """Return the alert about days that should be here by now; None: they are.

    Its cause is the last of the days, so that each morning tells once.
    """
    gaps = missing_days(database, days, successes=(True,))
    if not gaps:
        return None
    status = read_status(database, DaySpan(days.last_day, days.end))
    first, late = min(gap.day for gap in gaps), len({gap.day for gap in gaps})
    return Alert(
        AlertKind.LATE,
        (str(days.last_day),),
        f"The calls of {days.last_day if late == 1 else f'{late} days'} are not loaded in time",
        {
            "missing": listed(summed_up(gaps), _SHOWN),
            **status.facts(),
            "what to do": "See hiperus_cdr_daily: is it paused, running, or red? A missing day is "
            f'loaded by hiperus_cdr_backfill with {{"billing_from": "{first}", "billing_to": '
            f'"{days.last_day}", "billing_type": "all", "billing_success": "all"}}.',
        },
    )
