"""The figures and tables of the page "Invoices"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from hiperus.calls.gaps import missing_days
from hiperus.domain.money import Amounts
from hiperus.domain.once import once
from hiperus.domain.periods import Month
from hiperus.invoices.rules.invoice_states import InvoiceState
from hiperus.invoices.rules.not_billed import by_reason, first_links, total_net
from hiperus.invoices.rules.reasons import NotBilled
from hiperus.web.frame.charts import Column, Table
from hiperus.web.frame.document_words import in_lms
from hiperus.web.frame.missing import named
from hiperus.web.frame.parked_words import why_parked
from hiperus.web.frame.view import Page
from hiperus.web.frame.who import Who
from hiperus.web.invoices.data import CustomerRow, InvoiceMonth
from hiperus.web.invoices.draft_data import DraftMonth
from hiperus.web.invoices.words import KINDS, REASONS, STATES, UNUSUAL

CUSTOMERS_A_PAGE = 50
MOST_ENTRIES = 200
EXACT = 4
"""Decimals of an exact net."""


@dataclass
class InvoicesView:
    """A month. `find`: part of a customer's name or id; `number`: which piece of the list.

    `is_whole`: what is not billed is listed one by one.
    """

    page: Page
    data: InvoiceMonth
    find: str
    number: int
    is_whole: bool

    @property
    def drafts(self) -> DraftMonth | None:
        """The drafts, where they are worked out."""
        return self.data.answer.drafts

    @property
    def lost(self) -> list[tuple[str, str]]:
        """Numbers and customers of invoices of ours that LMS cancelled or deleted."""
        lost = self.drafts.lost if self.drafts else ()
        who = Who(self.page, [customer for _, customer in lost], self.data.month)
        return [(number or "–", who.customer(customer)) for number, customer in lost]

    @property
    def missing(self) -> list[str]:
        """Days whose calls a run would wait for, where there is something to invoice."""
        if not self.drafts:
            return []
        days = self.data.month.days
        return named(self.page, missing_days(self.page.database, days, successes=(True,)))

    @property
    def figures(self) -> list[tuple[str, str]]:
        """The month in a line of figures."""
        _, form = self.page.gettext, self.page.formats
        issued = self.data.issued_amounts
        figures = [
            (_("Issued invoices"), form.number(len(self.data.issued))),
            (_("Issued, net"), form.money(issued.net)),
            (_("Issued, gross"), form.money(issued.gross)),
        ]
        if self.drafts:
            to_come = self.drafts.amounts
            figures += [
                (_("Drafts"), form.number(len(self.drafts.ready))),
                (_("Drafts, net"), form.money(to_come.net)),
                (_("Drafts, gross"), form.money(to_come.gross)),
                (_("Parked"), form.number(len(self.data.parked))),
                (_("Not billed, net"), form.money(self.drafts.not_billed_net)),
            ]
        return figures

    @once
    def found(self) -> list[CustomerRow]:
        wanted = self.find.casefold()
        return [
            row
            for row in self.data.rows
            if wanted in row.customer.casefold() or wanted == str(row.customer_id)
        ]

    @property
    def has_more(self) -> bool:
        """Tell whether there are further pieces of the list."""
        return len(self.found) > self.number * CUSTOMERS_A_PAGE

    @property
    def customers(self) -> Table:
        """A piece of the list of customers; the totals are of all that were found, by state."""
        _ = self.page.gettext
        columns = [
            Column(_("Customer")),
            Column(_("State")),
            Column(_("Gross"), numeric=True),
            Column(_("Net"), numeric=True),
            Column(_("VAT"), numeric=True),
            Column(_("Difference"), numeric=True),
            Column(_("Month before"), numeric=True),
            Column(_("Invoice number")),
            Column(_("In LMS")),
            Column(_("Lines"), numeric=True),
            Column(_("Calls"), numeric=True),
        ]
        start = (self.number - 1) * CUSTOMERS_A_PAGE
        rows = [self._customer(row) for row in self.found[start : start + CUSTOMERS_A_PAGE]]
        states = dict.fromkeys(row.state for row in self.found)
        sums = [self._sum(state) for state in InvoiceState if state in states]
        return Table(_("Customers, the largest first; amounts in PLN"), columns, rows, sums=sums)

    def _sum(self, state: InvoiceState) -> list[str]:
        """Return the sum of a state's invoices: what is issued, waits or is to come never mixes."""
        form, rows = self.page.formats, [row for row in self.found if row.state is state]
        amounts = sum((row.amounts for row in rows), Amounts())
        before = sum((row.previous or Decimal(0) for row in rows), Decimal(0))
        return [
            self.page.gettext("Total: %(state)s", state=self.page.gettext(STATES[state])),
            form.number(len(rows)),
            form.amount(amounts.gross),
            form.amount(amounts.net),
            form.amount(amounts.vat),
            form.amount(amounts.gross - before),
            form.amount(before),
            "",
            "",
            form.number(sum(row.lines for row in rows)),
            form.number(sum(row.calls for row in rows)),
        ]

    def _customer(self, row: CustomerRow) -> list[str]:
        form = self.page.formats
        return [
            self._link(row),
            self._state(row),
            form.amount(row.amounts.gross),
            form.amount(row.amounts.net),
            form.amount(row.amounts.vat),
            form.amount(row.difference),
            form.amount(row.previous),
            row.number,
            in_lms(row.in_lms, self.page.language),
            form.number(row.lines),
            form.number(row.calls),
        ]

    def _link(self, row: CustomerRow) -> str:
        link = self.page.url("/invoices/customer", month=self.data.month, customer=row.customer_id)
        name = row.customer or str(row.customer_id)
        return Markup('<a href="{}">{}</a>').format(link, f"{name} ({row.customer_id})")

    def _state(self, row: CustomerRow) -> str:
        state = self.page.gettext(STATES[row.state])
        is_usual = row.kind == "regular"
        return state if is_usual else f"{state} ({self.page.gettext(KINDS[row.kind])})"

    @property
    def parked(self) -> Table:
        """Invoices that wait for somebody, and why."""
        _, form = self.page.gettext, self.page.formats
        columns = [Column(_("Customer")), Column(_("Reason")), Column(_("Gross"), numeric=True)]
        rows = [
            [
                self._link(row),
                why_parked(row.reason, self.page.language),
                form.money(row.amounts.gross),
            ]
            for row in self.data.parked
        ]
        return Table(_("Parked, and why"), columns, rows)

    @property
    def not_billed(self) -> Table:
        """What is on no invoice by reason, or one by one."""
        entries = self.drafts.not_billed if self.drafts else ()
        return self._each(entries) if self.is_whole else self._by_reason(entries)

    def _by_reason(self, entries: Sequence[NotBilled]) -> Table:
        _, form = self.page.gettext, self.page.formats
        columns = [
            Column(_("Reason")),
            Column(_("Groups"), numeric=True),
            Column(_("Calls"), numeric=True),
            Column(_("Net"), numeric=True),
        ]
        rows = [
            [
                _(REASONS[each.reason]),
                form.number(each.groups),
                form.number(each.calls),
                form.money(each.net),
            ]
            for each in by_reason(entries)
        ]
        calls = sum(entry.calls for entry in entries)
        sums = [form.number(len(entries)), form.number(calls), form.money(total_net(entries))]
        total = [_("Total"), *sums]
        return Table(_("Not billed, and why"), columns, rows, total)

    def _each(self, entries: Sequence[NotBilled]) -> Table:
        _, form = self.page.gettext, self.page.formats
        texts = (_("Reason"), _("Month"), _("Customer"), _("Account"), _("Terminal"), _("Detail"))
        columns = [
            *map(Column, texts),
            Column(_("Calls"), numeric=True),
            Column(_("Net"), numeric=True),
        ]
        largest = sorted(entries, key=lambda entry: -abs(entry.net))[:MOST_ENTRIES]
        who = Who(self.page, [entry.customer_id for entry in largest], self.data.month)
        rows = [
            [
                _(REASONS[entry.reason]),
                str(entry.month),
                who.customer(entry.customer_id),
                who.account(entry.account_id),
                str(entry.terminal_id or "–"),
                self._detail(entry),
                form.number(entry.calls),
                form.number(entry.net, EXACT),
            ]
            for entry in largest
        ]
        return Table(_("Not billed one by one, the largest first"), columns, rows)

    def _detail(self, entry: NotBilled) -> str:
        """Say of what waits for a person which parameters bill it this month."""
        this_month = Month.of(self.page.today)
        orders = [waiting.parameters(this_month) for waiting in first_links([entry])]
        if orders:
            return f"hiperus_invoice {orders[0]}"
        return self.page.gettext(entry.detail) if entry.detail else ""

    @property
    def waived(self) -> Table:
        """What issued invoices settled without a line."""
        _, form = self.page.gettext, self.page.formats
        columns = [
            Column(_("Reason")),
            Column(_("Calls"), numeric=True),
            Column(_("Net"), numeric=True),
        ]
        rows = [
            [_(REASONS.get(row.reason, row.reason)), form.number(row.calls), form.money(row.net)]
            for row in self.data.waived
        ]
        return Table(_("Settled by issued invoices without a line"), columns, rows)

    @property
    def unusual(self) -> Table:
        """What is billed although it is unusual."""
        _, form = self.page.gettext, self.page.formats
        columns = [
            Column(_("Group")),
            Column(_("Number"), numeric=True),
            Column(_("Net"), numeric=True),
        ]
        groups = self.drafts.unusual if self.drafts else ()
        rows = [[_(UNUSUAL[g.kind]), form.number(g.count), form.money(g.net)] for g in groups]
        return Table(_("On the drafts, but unusual"), columns, rows)

    @property
    def credit_due(self) -> Table:
        """What was billed too much."""
        _, form = self.page.gettext, self.page.formats
        texts = (_("Customer"), _("Account"), _("Terminal"), _("Month"), _("Document"))
        columns = [
            *map(Column, texts),
            Column(_("Calls"), numeric=True),
            Column(_("Net"), numeric=True),
        ]
        due = (self.drafts.credit_due if self.drafts else ())[:MOST_ENTRIES]
        who = Who(self.page, [entry.customer_id for entry in due], self.data.month)
        rows = [
            [
                who.customer(entry.customer_id),
                who.account(entry.account_id),
                str(entry.terminal_id or "–"),
                str(entry.month),
                str(entry.docid or "–"),
                form.number(entry.calls),
                form.number(entry.net, EXACT),
            ]
            for entry in due
        ]
        return Table(_("Credit due: to be corrected in LMS by a clerk"), columns, rows)
