"""The report of a retention run: HTML for a person, CSV for a spreadsheet."""

from __future__ import annotations

from pathlib import Path

from hiperus.reports import Report, ReportTable, frame_of
from hiperus.retention.retention import MonthOutcome, RetentionSummary

COLUMNS = (
    *("month", "outcome", "calls", "net", "invoices", "not settled in LMS"),
    *("became cheaper", "quarantine records", "kept by a hold", "why it stays"),
)


def write_report(found: RetentionSummary, folder: Path) -> Path:
    """Write `retention.html` and `retention.csv` into `folder`; returns the HTML file."""
    folder.mkdir(parents=True, exist_ok=True)
    table = frame_of(COLUMNS, [_row(outcome, dry_run=found.dry_run) for outcome in found.months])
    table.to_csv(folder / "retention.csv", index=False)
    report = Report(
        title="Retention",
        heading="Calls whose time is over",
        summary=found.describe(),
        tables=(ReportTable.of(table),),
    )
    page = folder / "retention.html"
    page.write_text(report.html(), encoding="utf-8")
    return page


def _row(outcome: MonthOutcome, *, dry_run: bool) -> tuple[object, ...]:
    standing = outcome.standing
    gone = "would be deleted" if dry_run else "deleted"
    return (
        str(standing.month),
        "kept" if outcome.points else gone,
        outcome.calls,
        standing.net,
        standing.invoices,
        standing.unpaid,
        standing.decrease or "",
        outcome.records or "",
        standing.held or "",
        "; ".join(outcome.points),
    )
