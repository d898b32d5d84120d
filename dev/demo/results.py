"""What came into LMS and what came out: printed, and compared with the second opinion."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

from dev.demo.expected_invoices import Lines
from dev.demo.parts import CUSTOMERS, MONTH
from hiperus.storage.database import Database

TABLES = {
    "hv_customers": "accounts",
    "hv_terminal": "terminals",
    "hv_pstn": "PSTN numbers",
    "hv_pricelist": "price lists",
    "hv_subscriptionlist": "subscriptions",
    "hv_billing": "calls",
    "hv_quarantine": "quarantined records",
}
INVOICES = """
    SELECT d.id, d.customerid, d.fullnumber, d.name, COUNT(*) AS lines,
           SUM(v.netvalue) AS net, SUM(v.taxvalue) AS vat, SUM(v.grossvalue) AS gross
    FROM documents d JOIN vinvoicecontents v ON v.docid = d.id
    GROUP BY d.id, d.customerid, d.fullnumber, d.name ORDER BY d.id
"""
LINES = """
    SELECT i.customer_id, l.kind, c.value FROM hv_invoice i
    JOIN hv_invoice_line l ON l.invoice_id = i.id
    JOIN invoicecontents c ON c.docid = i.docid AND c.itemid = l.itemid
    WHERE i.state = 'issued' ORDER BY i.customer_id, l.id
"""


def print_imported(database: Database) -> None:
    """Print how many rows each table got."""
    print("\nWhat came in")
    for table, words in TABLES.items():
        rows = database.fetch_text(f"SELECT COUNT(*) AS n FROM {table}")  # noqa: S608 - constants
        print(f"  {rows[0]['n']:>7} {words}")


def print_invoices(database: Database) -> None:
    """Print each invoice with its totals, as LMS's own view has them."""
    rows = database.fetch_text(INVOICES)
    print(f"\nInvoices of {MONTH} in LMS (PLN)")
    print(f"  {'number':<14} {'customer':<28} {'lines':>5} {'net':>10} {'VAT':>9} {'gross':>10}")
    for row in rows:
        money = f"{row['net']:>10} {row['vat']:>9} {row['gross']:>10}"
        print(f"  {row['fullnumber']:<14} {row['name'][:28]:<28} {row['lines']:>5} {money}")
    totals = [sum((row[c] for row in rows), Decimal(0)) for c in ("net", "vat", "gross")]
    lines = sum(row["lines"] for row in rows)
    words = f"{len(rows)} invoices"
    print(f"  {words:<43} {lines:>5} {totals[0]:>10} {totals[1]:>9} {totals[2]:>10}")


def second_opinion(dump: Path) -> Lines:
    """Return the expected lines from the script that imports nothing of the project."""
    script = Path(__file__).with_name("expected_invoices.py")
    customers = f"{CUSTOMERS[0]}-{CUSTOMERS[-1]}"
    command = [sys.executable, "-I", str(script), str(dump), MONTH, customers]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {k: [(kind, gross) for kind, gross in v] for k, v in json.loads(answer).items()}


def issued_lines(database: Database) -> Lines:
    """Return the lines of the issued invoices as they stand in LMS's own tables."""
    found: Lines = defaultdict(list)
    for row in database.fetch_text(LINES):
        amount = str(Decimal(row["value"]).quantize(Decimal("0.01")))
        found[str(row["customer_id"])].append((row["kind"], amount))
    return {customer: sorted(lines) for customer, lines in found.items()}


def differences(expected: Lines, issued: Lines) -> list[str]:
    """Return a sentence for each customer whose lines are not the expected ones."""
    return [
        f"customer {customer}: expected {expected.get(customer)}, issued {issued.get(customer)}"
        for customer in sorted(expected.keys() | issued.keys())
        if expected.get(customer) != issued.get(customer)
    ]
