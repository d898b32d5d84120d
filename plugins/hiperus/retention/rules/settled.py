"""When a month's calls have served their purpose, so that they may be deleted.

Calls are the proof of what was billed, so a month is *settled* only when nothing can still be
asked of them here: every day is covered and the month was invoiced as a whole (a whole run closes
its days); each of its invoices is issued or was skipped, and still stands in LMS; no priced call is
left that LMS should bill; none became dearer since; no priced record waits in quarantine.

Two things do not hold a month back, but are shown. LMS's own mark "settled" on an invoice is set by
hand in many places and never in some, so it proves nothing either way; and calls that became
cheaper are corrected by a clerk in LMS, which cannot be seen from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hiperus.domain.periods import Month


@dataclass(frozen=True, slots=True)
class MonthStanding:
    """What is known of a month. Amounts are PLN net.

    Attributes:
        month: the month.
        net: what its stored calls cost.
        missing: days and types of successful calls that are not covered.
        is_closed: the month was invoiced as a whole.
        is_ours: it is not before `first_billed_month`.
        invoices: issued or skipped.
        waiting: invoices that are still drafts, approved or parked.
        lost: issued invoices that LMS cancelled or does not have.
        unpaid: issued invoices that LMS does not call settled.
        unbilled: what is priced and on no invoice, such as `3 calls_without_account (1.20 PLN)`.
        increase: what calls became dearer since they were billed.
        decrease: what they became cheaper, negative.
        quarantined: priced records that wait in quarantine.
        holds: how many holds touch the month: what else is told of its calls stays, too.
        held: calls that they keep; they stay when the month goes.
    """

    month: Month
    net: Decimal
    missing: tuple[str, ...]
    is_closed: bool
    is_ours: bool
    invoices: int
    waiting: int
    lost: int
    unpaid: int
    unbilled: tuple[str, ...]
    increase: Decimal
    decrease: Decimal
    quarantined: int
    holds: int = 0
    held: int = 0

    def open_points(self, *, is_given_up: bool = False) -> list[str]:
        """Return what keeps the month from being settled; nothing: it is.

        Args:
            is_given_up: a person gives up what can never be billed: calls of nobody, records that
                cannot be read, documents that LMS lost.
        """
        if not self.is_ours:
            return ["it is before first_billed_month: only the old script knows what was billed"]
        points = {
            f"not covered: {'; '.join(self.missing)}": bool(self.missing),
            "it was not invoiced as a whole": not self.is_closed,
            f"{self.waiting} invoices wait or are parked": self.waiting > 0,
            f"{self.lost} invoices were cancelled or deleted in LMS": (
                self.lost > 0 and not is_given_up
            ),
            f"priced and on no invoice: {'; '.join(self.unbilled)}": (
                bool(self.unbilled) and not is_given_up
            ),
            f"calls became dearer by {self.increase} PLN net": self.increase > 0,
            f"{self.quarantined} priced records wait in quarantine": (
                self.quarantined > 0 and not is_given_up
            ),
        }
        return [text for text, is_open in points.items() if is_open]
