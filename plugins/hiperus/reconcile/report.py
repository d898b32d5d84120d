"""The report of a reconciliation: HTML for a person, CSV for a spreadsheet."""

from __future__ import annotations

from html import escape
from pathlib import Path

from hiperus.reconcile.reconcile import Reconciliation

COLUMNS = ("new", "kind", "key", "detail", "net")
_STYLE = (
    "body{font:14px sans-serif;margin:2em}table{border-collapse:collapse;margin:1em 0}"
    "th,td{border:1px solid #ccc;padding:.2em .6em;text-align:left}"
)


def write_report(found: Reconciliation, folder: Path) -> Path:
    """Write `reconcile.html` and `reconcile.csv` into `folder`; returns the HTML file."""
    import pandas as pd  # noqa: PLC0415 -- 0.5 s that only a report should cost

    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        ("yes" if f in found.new else "", str(f.kind), f.key, str(f.detail), f.net)
        for f in found.findings
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
    sums = table.groupby("kind")["net"].agg(["count", "sum"]).reset_index()
    table.to_csv(folder / "reconcile.csv", index=False)
    page = folder / "reconcile.html"
    page.write_text(
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Reconciliation</title>'
        f"<style>{_STYLE}</style></head><body><h1>Platform and LMS</h1>"
        f"<p>{escape(found.describe())}</p>{sums.to_html(index=False, border=0)}"
        f"{table.to_html(index=False, na_rep='', border=0)}</body></html>",
        encoding="utf-8",
    )
    return page
