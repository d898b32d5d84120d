"""The report of a run before it takes effect: HTML for a person, CSV for a spreadsheet.

Per customer the lines, the calls behind each, last month's figure beside it; what is not billed
and why; totals. Amounts are PLN.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hiperus.invoices.drafts import Drafts
from hiperus.invoices.rules import not_billed
from hiperus.invoices.rules.lines import InvoiceDraft
from hiperus.invoices.rules.state_reasons import sentence
from hiperus.reports import Report, ReportTable, frame_of

if TYPE_CHECKING:
    import pandas as pd

LINE_COLUMNS = (
    "customer_id",
    "customer",
    "kind",
    "account_id",
    "terminal_id",
    "line",
    "service_month",
    "text",
    "calls",
    "net",
    "gross",
    "parked",
)
CUSTOMER_COLUMNS = (
    "customer_id",
    "customer",
    "kind",
    "lines",
    "calls",
    "net",
    "vat",
    "gross",
    "last_month_gross",
    "change",
    "parked",
)
CREDIT_COLUMNS = ("customer_id", "account_id", "terminal_id", "month", "calls", "net")
FIRST_LINK_COLUMNS = ("month", "customers", "calls", "net", "hiperus_invoice with")
UNUSUAL_COLUMNS = ("group", "calls", "net")
WITHHELD_COLUMNS = ("customer_id", "month", "calls", "net")


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """Where the report was written."""

    html: Path
    lines_csv: Path
    customers_csv: Path
    not_billed_csv: Path


def report_tables(drafts: Drafts) -> dict[str, pd.DataFrame]:
    """Return the report's tables by heading."""
    found, issue_month = drafts.calculation, drafts.rules.issue_month
    return {
        "Customers": frame_of(CUSTOMER_COLUMNS, [_customer(drafts, d) for d in found.drafts]),
        "Lines": frame_of(LINE_COLUMNS, [row for d in found.drafts for row in _lines(drafts, d)]),
        "Not billed, and why": frame_of(
            not_billed.COLUMNS, [not_billed.cells(entry) for entry in found.not_billed]
        ),
        "Billed only when customers and month are named": frame_of(
            FIRST_LINK_COLUMNS,
            [
                (str(w.month), len(w.customers), w.calls, w.net, w.parameters(issue_month))
                for w in not_billed.first_links(found.not_billed)
            ],
        ),
        "Withheld above the limit of premium-rate services": frame_of(
            WITHHELD_COLUMNS,
            [
                (w.customer_id, str(w.month), w.calls, w.net)
                for w in not_billed.withheld(found.not_billed)
            ],
        ),
        "Billed, but unusual": frame_of(
            UNUSUAL_COLUMNS, [(str(g.kind), g.count, g.net) for g in found.unusual]
        ),
        "Texts cleaned of characters that e-invoices forbid": frame_of(
            ("text",), [(text,) for text in drafts.cleaned]
        ),
        "Credit due (to be corrected in LMS)": frame_of(
            CREDIT_COLUMNS,
            [
                (c.customer_id, c.account_id, c.terminal_id, str(c.month), c.calls, c.net)
                for c in found.credit_due
            ],
        ),
    }


def write_report(drafts: Drafts, folder: Path) -> ReportFiles:
    """Write `invoices-<month>.html` and three CSV files into `folder`, made where missing."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"invoices-{drafts.month}"
    files = ReportFiles(
        folder / f"{stem}.html",
        folder / f"{stem}-lines.csv",
        folder / f"{stem}-customers.csv",
        folder / f"{stem}-not-billed.csv",
    )
    tables = report_tables(drafts)
    files.html.write_text(_page(drafts, tables).html(), encoding="utf-8")
    tables["Lines"].to_csv(files.lines_csv, index=False)
    tables["Customers"].to_csv(files.customers_csv, index=False)
    tables["Not billed, and why"].to_csv(files.not_billed_csv, index=False)
    return files


def _name(drafts: Drafts, customer_id: int) -> str:
    return drafts.lms.customers[customer_id].name


def _customer(drafts: Drafts, draft: InvoiceDraft) -> tuple[object, ...]:
    amounts = draft.amounts
    previous = drafts.previous.get(draft.customer_id)
    change = None if previous is None else amounts.gross - previous
    return (
        draft.customer_id,
        _name(drafts, draft.customer_id),
        str(draft.kind),
        len(draft.lines),
        draft.calls,
        amounts.net,
        amounts.vat,
        amounts.gross,
        previous,
        change,
        sentence(draft.parked),
    )


def _lines(drafts: Drafts, draft: InvoiceDraft) -> list[tuple[object, ...]]:
    return [
        (
            draft.customer_id,
            _name(drafts, draft.customer_id),
            str(draft.kind),
            line.account_id,
            line.terminal_id or None,
            str(line.kind),
            str(line.service_month),
            line.text,
            line.calls + line.increases,
            line.exact_net,
            line.gross,
            sentence(draft.parked),
        )
        for line in draft.lines
    ]


def _page(drafts: Drafts, tables: Mapping[str, pd.DataFrame]) -> Report:
    title = f"Invoices for {drafts.month}"
    shown = [ReportTable.of(table, heading) for heading, table in tables.items() if len(table)]
    return Report(title=title, heading=title, figures=_figures(drafts), tables=shown)


def _figures(drafts: Drafts) -> dict[str, object]:
    found = drafts.calculation
    total = found.amounts
    to_issue = [d for d in found.drafts if d.lines and not d.parked]
    parked = [d for d in found.drafts if d.parked]
    gaps = "; ".join(drafts.usage.missing) or "none"
    return {
        "Invoices to issue": len(to_issue),
        "Net": f"{total.net} PLN",
        "VAT": f"{total.vat} PLN",
        "Gross": f"{total.gross} PLN",
        "Parked": len(parked),
        "Done before": len(found.already),
        "Not billed, net": f"{not_billed.total_net(found.not_billed):.4f} PLN",
        "Days without calls that were accepted": gaps,
        "Priced records in quarantine": (
            f"{drafts.usage.quarantined}, {drafts.usage.quarantined_net} PLN net"
        ),
        "Cancelled or deleted in LMS": len(drafts.lost),
        "Fingerprint": drafts.fingerprint[:16],
    }
