"""The basic statement of an invoice as a viewer may see it: called numbers as everywhere else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from hiperus.invoices.rules.basic_statement import StatementMode, compose
from hiperus.invoices.rules.invoice_states import InvoiceState
from hiperus.invoices.tables.page import InvoiceRow
from hiperus.invoices.tables.statements import read_uses
from hiperus.web.frame.view import Page


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """The statement of one document: its number and lines, in Polish as the customer has it."""

    number: str
    lines: tuple[str, ...]


def read_statements(page: Page, rows: Iterable[InvoiceRow]) -> list[ShownStatement]:
    """Return the statements of issued invoices, composed from the calls stamped with each.

    They are shown whatever the setting `basic_statement` puts into the document's comment.
    """
    premium = page.run.settings.premium_types
    found = []
    for row in rows:
        if row.state is not InvoiceState.ISSUED:
            continue
        uses = [
            replace(use, number=page.viewer.callee(use.number) if use.number else None)
            for use in read_uses(page.database, row.id, premium)
        ]
        text = compose(uses, StatementMode.COMMENT)
        if text:
            found.append(ShownStatement(row.number, tuple(text.split("\n"))))
    return found
