"""Lines and drafts of invoices, as they are calculated and before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from hiperus.domain.money import Amounts, document_amounts, gross_of
from hiperus.domain.periods import Month
from hiperus.invoices.rules.reasons import Reason
from hiperus.invoices.rules.state_reasons import StateReason


class LineKind(StrEnum):
    """Subscription before calls, terminal by terminal."""

    SUBSCRIPTION = "subscription"
    CALLS = "calls"


class InvoiceKind(StrEnum):
    """The customer's invoice of a month, or a document of its own for late calls."""

    REGULAR = "regular"
    ADJUSTMENT = "adjustment"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: exact net (PLN, 4 decimals), the rounded gross, the calls behind it.

    `terminal_id` 0: calls of the account that name no terminal. `calls` counts calls that no
    invoice had; `increases` those that had become dearer since. `is_cleaned`: what the text is made
    of held characters that XML forbids.
    """

    account_id: int
    terminal_id: int
    kind: LineKind
    service_month: Month
    text: str
    exact_net: Decimal
    tax_rate: Decimal
    calls: int = 0
    increases: int = 0
    is_cleaned: bool = False

    @property
    def gross(self) -> Decimal:
        """PLN gross, rounded half up once."""
        return gross_of(self.exact_net, self.tax_rate)


@dataclass(frozen=True, slots=True)
class WaivedCalls:
    """Calls that are done with, though no line bills them (worth 0.00, or by a setting)."""

    account_id: int
    terminal_id: int
    service_month: Month
    reason: Reason
    calls: int
    net: Decimal


@dataclass(frozen=True, slots=True)
class WithheldCall:
    """A call above the customer's premium-rate limit, decided now; `net` is PLN."""

    cdr_id: int
    account_id: int
    month: Month
    net: Decimal


@dataclass(frozen=True, slots=True)
class InvoiceDraft:
    """What one customer is to get. Without lines nothing is issued, the month is `skipped`.

    `parked` says why it cannot be issued now; None: it can. `withheld` are calls that the issue
    writes down as such; `premium_months` those of premium-rate calls that it bills, so that their
    limit is looked at again.
    """

    customer_id: int
    month: Month
    kind: InvoiceKind
    tax_rate: Decimal
    lines: tuple[Line, ...]
    waived: tuple[WaivedCalls, ...] = ()
    parked: StateReason | None = None
    withheld: tuple[WithheldCall, ...] = ()
    premium_months: tuple[Month, ...] = ()

    @property
    def amounts(self) -> Amounts:
        """Totals as LMS derives them from the gross lines."""
        return document_amounts((line.gross for line in self.lines), self.tax_rate)

    @property
    def calls(self) -> int:
        """How many calls stand behind the lines."""
        return sum(line.calls + line.increases for line in self.lines)
