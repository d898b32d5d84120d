"""The invoices of one customer in a month, for the page "Invoices"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from hiperus.domain.money import Amounts
from hiperus.domain.once import once
from hiperus.invoices.rules.lines import Line, LineKind
from hiperus.invoices.tables.page import InvoiceRow, LineRow, read_customer_names
from hiperus.web.frame.charts import Column, Table
from hiperus.web.frame.document_words import in_lms
from hiperus.web.frame.view import Page
from hiperus.web.frame.who import Who
from hiperus.web.invoices.data import CustomerRow, InvoiceMonth
from hiperus.web.invoices.view import EXACT
from hiperus.web.invoices.words import LINE_KINDS, STATES


@dataclass
class CustomerView:
    """The invoices of one customer in a month."""

    page: Page
    data: InvoiceMonth
    customer_id: int

    @property
    def is_known(self) -> bool:
        """Tell whether LMS has the customer, or has an invoice for one of that id."""
        return bool(self._found or self.rows or self.data.stored_of(self.customer_id))

    @property
    def name(self) -> str:
        known = self._found.get(self.customer_id, "")
        return f"{known} ({self.customer_id})" if known else str(self.customer_id)

    @once
    def _who(self) -> Who:
        return Who(self.page, month=self.data.month)

    @once
    def _found(self) -> dict[int, str]:
        return read_customer_names(self.page.database, [self.customer_id])

    @property
    def rows(self) -> list[CustomerRow]:
        """The customer's invoices, issued and to come."""
        return [row for row in self.data.rows if row.customer_id == self.customer_id]

    @property
    def tables(self) -> list[Table]:
        """The lines of each invoice that is issued, then those to come."""
        tables = [self._issued(row) for row in self.data.stored_of(self.customer_id)]
        lines = self.data.draft_lines(self.customer_id)
        return [*tables, self._draft(lines)] if lines else [t for t in tables if t.rows]

    def _issued(self, row: InvoiceRow) -> Table:
        lines = self.data.stored_lines(row.id)
        rows = [self._line(line, line.calls, line.net, self._issued_link(line)) for line in lines]
        state = self.page.gettext(STATES[row.state])
        caption = f"{row.number or '–'} · {state}"
        if row.in_lms:
            fate = in_lms(row.in_lms, self.page.language)
            caption += " · " + self.page.gettext("in LMS: %(fate)s", fate=fate)
        return self._table(caption, rows, Amounts(row.net, row.vat, row.gross))

    def _draft(self, lines: Sequence[Line]) -> Table:
        rows = [
            self._line(line, line.calls + line.increases, line.exact_net, self._draft_link(n, line))
            for n, line in enumerate(lines)
        ]
        drafts = self.data.answer.drafts
        found = drafts.invoices if drafts else ()
        amounts = [i.amounts for i in found if i.customer_id == self.customer_id]
        return self._table(self.page.gettext("To come"), rows, sum(amounts, Amounts()))

    def _table(self, caption: str, rows: Sequence[Sequence[str]], amounts: Amounts) -> Table:
        _, form = self.page.gettext, self.page.formats
        columns = [
            Column(_("Text")),
            Column(_("Calls"), numeric=True),
            Column(_("Gross"), numeric=True),
            Column(_("Net, exact"), numeric=True),
            *map(Column, (_("Line"), _("Service month"), _("Account"), _("Terminal"))),
        ]
        total = [_("Total"), "", form.amount(amounts.gross), form.amount(amounts.net)]
        vat = _("VAT %(vat)s", vat=form.amount(amounts.vat))
        return Table(f"{caption} · PLN", columns, rows, [*total, vat, "", "", ""])

    def _line(self, line: Line | LineRow, calls: int, net: Decimal, link: str) -> list[str]:
        form = self.page.formats
        count = form.number(calls) if calls else "–"
        return [
            line.text,
            Markup('<a href="{}">{}</a>').format(link, count) if calls and link else count,
            form.amount(line.gross),
            form.number(net, EXACT),
            self.page.gettext(LINE_KINDS[line.kind]),
            str(line.service_month),
            self._who.account(line.account_id),
            str(line.terminal_id or "–"),
        ]

    def _issued_link(self, line: LineRow) -> str:
        return self.page.url("/invoices/line", month=self.data.month, line=line.id)

    def _draft_link(self, number: int, line: Line) -> str:
        if line.kind is not LineKind.CALLS:
            return ""
        return self.page.url(
            "/invoices/draft", month=self.data.month, customer=self.customer_id, line=number
        )
