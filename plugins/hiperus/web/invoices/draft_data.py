"""The drafts of a month, as a dry run of today calculates them, small enough to keep."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hiperus.calls.tables.page import read_load_mark
from hiperus.domain.money import Amounts
from hiperus.domain.periods import DaySpan, Month
from hiperus.errors import InvalidParameterError
from hiperus.invoices.drafts import Drafts
from hiperus.invoices.prepare import prepare
from hiperus.invoices.request import InvoiceRequest
from hiperus.invoices.rules.lines import InvoiceDraft, Line, LineKind
from hiperus.invoices.rules.not_billed import total_net
from hiperus.invoices.rules.reasons import CreditDue, NotBilled, UnusualGroup
from hiperus.invoices.rules.state_reasons import StateReason
from hiperus.invoices.tables.page import DraftLine
from hiperus.invoices.tables.premium import read_premium_mark
from hiperus.run import Run

GAPS_ACCEPTED = "shown on the page, never issued"
_BEGINNING = date(1990, 1, 1)


@dataclass(frozen=True, slots=True)
class DraftInvoice:
    """What one customer is to get; money is PLN. `previous`: gross of the month before."""

    customer_id: int
    customer: str
    kind: str
    lines: tuple[Line, ...]
    amounts: Amounts
    previous: Decimal | None
    parked: StateReason | None

    @property
    def calls(self) -> int:
        """How many calls stand behind the lines."""
        return sum(line.calls + line.increases for line in self.lines)


@dataclass(frozen=True, slots=True)
class DraftMonth:
    """The drafts of a month, and what is on none of them.

    Attributes:
        invoices: with lines, the largest first; parked ones among them.
        not_billed: every group of calls or subscription that no draft holds, with its reason.
        quarantined: number and sum (PLN net) of priced records that could not be stored.
        lost: invoices of ours that LMS cancelled or deleted: number and customer id.
        withheld: ids of calls above premium-rate limits, that no line bills.
    """

    invoices: tuple[DraftInvoice, ...]
    not_billed: tuple[NotBilled, ...]
    unusual: tuple[UnusualGroup, ...]
    credit_due: tuple[CreditDue, ...]
    quarantined: tuple[int, Decimal]
    lost: tuple[tuple[str, int], ...]
    with_failed: bool
    setup: int
    withheld: frozenset[int] = frozenset()

    @property
    def amounts(self) -> Amounts:
        """Totals of what could be issued."""
        return sum((i.amounts for i in self.invoices if not i.parked), Amounts())

    @property
    def ready(self) -> list[DraftInvoice]:
        """What could be issued."""
        return [invoice for invoice in self.invoices if not invoice.parked]

    @property
    def parked(self) -> list[DraftInvoice]:
        """What waits for somebody."""
        return [invoice for invoice in self.invoices if invoice.parked]

    @property
    def not_billed_net(self) -> Decimal:
        """PLN net that is on no draft."""
        return total_net(self.not_billed)

    def calls_of(self, line: Line) -> DraftLine:
        """Say which calls a line would bill."""
        return DraftLine(
            line.account_id,
            line.terminal_id,
            line.service_month.days,
            self.with_failed,
            self.setup,
            self.withheld,
        )

    def line(self, customer_id: int, number: int) -> Line | None:
        """Return a call line by its place among the lines of a customer's drafts."""
        lines = [x for i in self.invoices if i.customer_id == customer_id for x in i.lines]
        found = lines[number] if 0 <= number < len(lines) else None
        return found if found and found.kind is LineKind.CALLS else None


def draft_mark(run: Run, month: Month, today: date) -> Hashable:
    """Return a mark that is another one once calls, limits, settings or the day have changed."""
    loads = read_load_mark(run.database, DaySpan(_BEGINNING, month.end))
    found = run.uiconfig
    values = tuple((d, *sorted(found.of(d).items())) for d in (0, *sorted(found.divisions)))
    return (loads, values, read_premium_mark(run.database), today)


def make_draft(run: Run, month: Month, today: date) -> DraftMonth:
    """Calculate the drafts of a month as a run of today would.

    Raises:
        ConfigurationError: a setting, tax or number plan is missing.
        InvalidParameterError: the month belongs to the old script, or has not begun.
    """
    back = month.months_until(Month.of(today))
    if back < 0:
        raise InvalidParameterError(f"{month} has not begun.")
    request = InvoiceRequest(
        today=today, leftmonth=back, dry_run=True, ignore_missing_cdrs=GAPS_ACCEPTED
    )
    return _small(prepare(run, request))


def _small(drafts: Drafts) -> DraftMonth:
    found = drafts.calculation
    invoices = [_invoice(drafts, draft) for draft in found.drafts if draft.lines]
    invoices.sort(key=lambda i: (-i.amounts.gross, i.customer_id))
    return DraftMonth(
        invoices=tuple(invoices),
        not_billed=tuple(found.not_billed),
        unusual=tuple(found.unusual),
        credit_due=tuple(found.credit_due),
        quarantined=(drafts.usage.quarantined, drafts.usage.quarantined_net),
        lost=tuple((str(row["fullnumber"] or ""), int(row["customer_id"])) for row in drafts.lost),
        with_failed=drafts.settings.bill_failed_calls,
        setup=drafts.setup,
        withheld=found.above,
    )


def _invoice(drafts: Drafts, draft: InvoiceDraft) -> DraftInvoice:
    customer = draft.customer_id
    return DraftInvoice(
        customer,
        drafts.lms.customers[customer].name,
        str(draft.kind),
        draft.lines,
        draft.amounts,
        drafts.previous.get(customer),
        draft.parked,
    )
