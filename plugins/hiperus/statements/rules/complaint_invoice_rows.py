"""The rows of a complaint pack about invoices, in Polish: lines, invoices, documents in LMS."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hiperus.domain.money import ZERO
from hiperus.statements.rules import complaint_words as words
from hiperus.statements.rules.complaint_pack import Evidence, Row
from hiperus.statements.rules.complaint_values import local_time

Cell = str | int | Decimal | None
Cells = tuple[Cell, ...]


def line_rows(found: Evidence) -> Iterator[Cells]:
    """Yield a row a line; of calls with the sum of what it bills of each."""
    numbers = {row["id"]: row["fullnumber"] or "" for row in found.invoices}
    for line in found.lines:
        is_of_calls = line["kind"] == "calls"
        yield (
            line["id"],
            numbers.get(line["invoice_id"], ""),
            words.said(words.LINE_KINDS, line["kind"]),
            str(line["service_month"])[:7],
            found.whose.names.get(line["account_id"], str(line["account_id"])),
            found.whose.terminals.get(line["terminal_id"], ""),
            line["description"],
            line["exact_net"],
            line["tax_rate"],
            line["gross"],
            line["call_count"],
            line["stamped"] if is_of_calls else None,
            line["exact_net"] - line["stamped"] if is_of_calls else None,
            line["stamps"] - line["stored"],
        )


def invoice_rows(found: Evidence) -> Iterator[Cells]:
    """Yield a row an invoice."""
    for row in found.invoices:
        lines = sum(
            (line["gross"] for line in found.lines if line["invoice_id"] == row["id"]), ZERO
        )
        yield (
            row["fullnumber"] or "",
            str(row["billed_month"])[:7],
            words.said(words.INVOICE_KINDS, row["kind"]),
            words.said(words.INVOICE_STATES, row["state"]),
            words.reason_said(row["reason"]),
            local_time(row["issued_at"]),
            row["net"],
            row["vat"],
            row["gross"],
            lines,
            row["gross"] - lines,
            row["missing_cdrs_reason"],
            row["dag_id"],
            row["run_id"],
            row["docid"],
            *_in_lms(row),
        )


def _in_lms(row: Row) -> Cells:
    return (
        words.said(words.DOCUMENT_STATES, row["document_state"]),
        row["edited"],
        row["changed_lines"],
        row["removed_lines"],
        row["gross_now"],
        row["corrections"],
        row["corrected"],
        words.said(words.MAIL, row["mail"]),
        words.said(words.EINVOICES, row["einvoice"]),
        row["einvoice_number"],
        local_time(row["read_at"]),
    )
