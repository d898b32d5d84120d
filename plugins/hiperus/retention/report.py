"""The report of a retention run: HTML for a person, CSV for a spreadsheet."""

from __future__ import annotations

from html import escape
from pathlib import Path

from hiperus.retention.retention import MonthOutcome, RetentionSummary

COLUMNS = (
    *("month", "outcome", "calls", "net", "invoices", "not settled in LMS"),
    *("became cheaper", "quarantine records", "why it stays"),
)
_STYLE = (
    "body{font:14px sans-serif;margin:2em}table{border-collapse:collapse;margin:1em 0}"
    "th,td{border:1px solid #ccc;padding:.2em .6em;text-align:left}"
)


def write_report(found: RetentionSummary, folder: Path) -> Path:
    """Write `retention.html` and `retention.csv` into `folder`; returns the HTML file."""
    import pandas as pd  # noqa: PLC0415 -- 0.5 s that only a report should cost

    folder.mkdir(parents=True, exist_ok=True)
    rows = [_row(outcome, dry_run=found.dry_run) for outcome in found.months]
    table = pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
    table.to_csv(folder / "retention.csv", index=False)
    page = folder / "retention.html"
    page.write_text(
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Retention</title>'
        f"<style>{_STYLE}</style></head><body><h1>Calls whose time is over</h1>"
        f"<p>{escape(found.describe())}</p>"
        f"{table.to_html(index=False, na_rep='', border=0)}</body></html>",
        encoding="utf-8",
    )
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
        "; ".join(outcome.points),
    )
