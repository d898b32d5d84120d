"""The data of the page "Invoices" for one month: issued and as drafts, customer by customer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from hiperus.calls.tables import page as page_calls
from hiperus.domain.money import Amounts
from hiperus.domain.once import once
from hiperus.domain.periods import Month
from hiperus.invoices.rules.invoice_states import InvoiceState
from hiperus.invoices.rules.lines import Line
from hiperus.invoices.rules.state_reasons import StateReason
from hiperus.invoices.tables import page as page_invoices
from hiperus.invoices.tables.page import InLms, InvoiceMark, InvoiceRow, LineRow, WaivedRow
from hiperus.web.frame.marked_cache import MarkedCache
from hiperus.web.frame.view import Page
from hiperus.web.invoices.draft_worker import DraftAnswer

_SHELF = MarkedCache(12)


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """One invoice of a customer, issued or to come; money is PLN."""

    customer_id: int
    customer: str
    state: InvoiceState
    kind: str
    number: str
    lines: int
    calls: int
    amounts: Amounts
    previous: Decimal | None
    reason: StateReason | None
    in_lms: InLms | None = None

    @property
    def difference(self) -> Decimal | None:
        """Gross beyond the month before's; None: there was none."""
        return None if self.previous is None else self.amounts.gross - self.previous


@dataclass
class InvoiceMonth:
    """A month's invoices of ours in LMS, and the drafts of those that are not there."""

    page: Page
    month: Month
    mark: InvoiceMark
    answer: DraftAnswer

    @once
    def stored(self) -> Sequence[InvoiceRow]:
        """The invoices of ours, the largest first; read once for every change."""
        database = self.page.database
        return _SHELF.get(
            (self.mark.place, self.month),
            self.mark,
            lambda: page_invoices.read_invoices(database, self.month),
        )

    @once
    def waived(self) -> Sequence[WaivedRow]:
        """What the invoices settled without a line."""
        database = self.page.database
        return _SHELF.get(
            (self.mark.place, self.month, "settled"),
            self.mark,
            lambda: page_invoices.read_waived(database, self.month),
        )

    @property
    def issued(self) -> list[InvoiceRow]:
        """Those that are documents in LMS."""
        return [row for row in self.stored if row.state is InvoiceState.ISSUED]

    @property
    def issued_amounts(self) -> Amounts:
        return sum((Amounts(row.net, row.vat, row.gross) for row in self.issued), Amounts())

    @once
    def rows(self) -> list[CustomerRow]:
        """All invoices, issued and to come, the largest first.

        A parked one is shown as the draft it would be now, with both reasons where they differ.
        """
        drafts = self.answer.drafts
        to_come = {i.customer_id for i in drafts.invoices} if drafts else set()
        rows = [
            _stored_row(row)
            for row in self.stored
            if row.state is not InvoiceState.VOID
            and not (row.state is InvoiceState.PARKED and row.customer_id in to_come)
        ]
        for i in drafts.invoices if drafts else ():
            state = InvoiceState.PARKED if i.parked else InvoiceState.DRAFT
            counts = (len(i.lines), i.calls)
            rows.append(
                CustomerRow(
                    i.customer_id,
                    i.customer,
                    state,
                    i.kind,
                    "",
                    *counts,
                    i.amounts,
                    i.previous,
                    i.parked,
                )
            )
        return sorted(rows, key=lambda row: (-row.amounts.gross, row.customer_id))

    @property
    def parked(self) -> list[CustomerRow]:
        """What waits for somebody, with the reason."""
        return [row for row in self.rows if row.state is InvoiceState.PARKED]

    def stored_of(self, customer_id: int) -> list[InvoiceRow]:
        """The invoices of one customer."""
        return [row for row in self.stored if row.customer_id == customer_id]

    def stored_lines(self, invoice_id: int | None = None) -> list[LineRow]:
        """The lines of one invoice, or of all."""
        return page_invoices.read_lines(self.page.database, self.month, invoice_id)

    def draft_lines(self, customer_id: int) -> list[Line]:
        """The lines to come of one customer."""
        drafts = self.answer.drafts
        found = drafts.invoices if drafts else ()
        return [line for i in found if i.customer_id == customer_id for line in i.lines]

    @once
    def account_names(self) -> dict[int, str]:
        return page_calls.read_account_names(self.page.database)


def _stored_row(row: InvoiceRow) -> CustomerRow:
    return CustomerRow(
        row.customer_id,
        row.customer,
        row.state,
        row.kind,
        row.number,
        row.lines,
        row.calls,
        Amounts(row.net, row.vat, row.gross),
        row.previous,
        row.reason,
        row.in_lms,
    )
