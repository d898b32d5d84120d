"""The tables of a month's invoices as files; amounts are PLN, net exact, gross rounded once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hiperus.invoices.rules import not_billed
from hiperus.invoices.rules.invoice_states import InvoiceState
from hiperus.invoices.rules.lines import Line
from hiperus.invoices.tables.page import LineRow
from hiperus.spreadsheets import Cell, csv_text
from hiperus.web.frame.document_words import in_lms
from hiperus.web.frame.parked_words import why_parked
from hiperus.web.frame.view import Page
from hiperus.web.invoices.data import InvoiceMonth
from hiperus.web.invoices.words import KINDS, LINE_KINDS, NOT_BILLED_COLUMNS, REASONS, STATES


def customers_csv(page: Page, data: InvoiceMonth) -> str:
    """One row an invoice, issued or to come."""
    _ = page.gettext
    columns = [
        _("Customer id"),
        _("Customer"),
        _("Month"),
        _("State"),
        _("Kind"),
        _("Invoice number"),
        _("Lines"),
        _("Calls"),
        _("Net"),
        _("VAT"),
        _("Gross"),
        _("Gross of the month before"),
        _("Difference"),
        _("Reason"),
        _("In LMS"),
    ]
    rows: list[list[Cell]] = [
        [
            row.customer_id,
            row.customer,
            str(data.month),
            _(STATES[row.state]),
            _(KINDS[row.kind]),
            row.number,
            row.lines,
            row.calls,
            row.amounts.net,
            row.amounts.vat,
            row.amounts.gross,
            row.previous,
            row.difference,
            why_parked(row.reason, page.language),
            in_lms(row.in_lms, page.language) if row.in_lms else "",
        ]
        for row in data.rows
    ]
    return csv_text(columns, rows, page.language.code)


def lines_csv(page: Page, data: InvoiceMonth) -> str:
    """One row a line, issued or to come."""
    _ = page.gettext
    columns = [
        _("Customer id"),
        _("Customer"),
        _("State"),
        _("Invoice number"),
        _("Account"),
        _("Terminal"),
        _("Line"),
        _("Service month"),
        _("Text"),
        _("Calls"),
        _("Net"),
        _("Gross"),
    ]
    rows = [*_issued_lines(page, data), *_draft_lines(page, data)]
    return csv_text(columns, rows, page.language.code)


def not_billed_csv(page: Page, data: InvoiceMonth) -> str:
    """One row a group of calls, or a subscription, that is on no invoice."""
    columns = [page.gettext(NOT_BILLED_COLUMNS[name]) for name in not_billed.COLUMNS]
    drafts = data.answer.drafts
    rows: list[list[Cell]] = [
        [page.gettext(REASONS[entry.reason]), *not_billed.cells(entry)[1:]]
        for entry in (drafts.not_billed if drafts else ())
    ]
    return csv_text(columns, rows, page.language.code)


def _issued_lines(page: Page, data: InvoiceMonth) -> Iterator[list[Cell]]:
    invoices = {row.id: row for row in data.issued}
    for line in data.stored_lines():
        invoice = invoices.get(line.invoice_id)
        if invoice:
            state = page.gettext(STATES[invoice.state])
            who: list[Cell] = [invoice.customer_id, invoice.customer, state, invoice.number]
            yield [*who, *_line(page, line), line.calls, line.net, line.gross]


def _draft_lines(page: Page, data: InvoiceMonth) -> Iterator[list[Cell]]:
    drafts = data.answer.drafts
    for invoice in drafts.invoices if drafts else ():
        is_parked = invoice.parked is not None
        state = page.gettext(STATES[InvoiceState.PARKED if is_parked else InvoiceState.DRAFT])
        who: list[Cell] = [invoice.customer_id, invoice.customer, state, ""]
        for line in invoice.lines:
            calls = line.calls + line.increases
            yield [*who, *_line(page, line), calls, line.exact_net, line.gross]


def _line(page: Page, line: Line | LineRow) -> list[Cell]:
    kind = page.gettext(LINE_KINDS[line.kind])
    where: list[Cell] = [line.account_id, line.terminal_id or None, kind]
    return [*where, str(line.service_month), line.text]


DOWNLOADS: dict[str, Callable[[Page, InvoiceMonth], str]] = {
    "customers": customers_csv,
    "lines": lines_csv,
    "not-billed": not_billed_csv,
}
