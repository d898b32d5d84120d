"""The report of a reconciliation: HTML for a person, CSV for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from hiperus.reconcile.reconcile import Reconciliation
from hiperus.reconcile.rules.findings import Finding
from hiperus.reports import Report, ReportTable, frame_of

COLUMNS = ("new", "kind", "key", "detail", "net")


def write_report(found: Reconciliation, folder: Path, of_documents: Iterable[Finding] = ()) -> Path:
    """Write `reconcile.html` and `reconcile.csv` into `folder`; returns the HTML file.

    Args:
        found: the comparison.
        folder: made where missing.
        of_documents: what LMS has made of documents of ours, as it was last read back.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        ("yes" if f in found.new else "", str(f.kind), f.key, str(f.detail), f.net)
        for f in (*found.findings, *of_documents)
    ]
    table = frame_of(COLUMNS, rows)
    sums = table.groupby("kind")["net"].agg(["count", "sum"]).reset_index()
    table.to_csv(folder / "reconcile.csv", index=False)
    report = Report(
        title="Reconciliation",
        heading="Platform and LMS",
        summary=found.describe(),
        tables=(ReportTable.of(sums), ReportTable.of(table)),
    )
    page = folder / "reconcile.html"
    page.write_text(report.html(), encoding="utf-8")
    return page
