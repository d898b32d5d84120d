"""Works out one month's invoice lines from the platform's raw data, apart from the project.

Imports nothing of the project on purpose: it is the second opinion that `make demo` compares the
invoices in LMS with, to the grosz. Rules, in short: accounts that are to be invoiced and linked to
an existing customer; per terminal the subscription valid on the month's last day, and the sum of
its calls' `cost`; calls that name no terminal, or one that nobody has, as a line of their account;
of premium-rate calls, in the order of their starts, only those before a customer's month comes to
35.00 gross; 23 % VAT; each line rounded half up; lines of 0.00 are left out.

    python dev/demo/expected_invoices.py dump.json 2026-06 1001-1040
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

VAT = Decimal("1.23")
PREMIUM_LIMIT = Decimal(35)
Lines = dict[str, list[tuple[str, str]]]
"""Per LMS customer id: (kind, gross) of each line, sorted."""


def gross(net: Decimal) -> Decimal:
    """Return net with 23 % VAT, half up to a grosz."""
    return (net * VAT).quantize(Decimal("0.01"), ROUND_HALF_UP)


def is_valid(terminal: dict[str, Any], last_day: str) -> bool:
    """Tell whether a terminal's subscription covers the month's last day (ISO dates compare)."""
    start = (terminal["subscription_from"] or "0000")[:10]
    end = (terminal["subscription_to"] or "9999")[:10]
    return bool(terminal["id_subscription"]) and start <= last_day <= end


def above_the_limit(calls: list[dict[str, Any]]) -> set[str]:
    """Return the ids of a month's premium-rate calls that no customer may be billed for."""
    spent: dict[str, Decimal] = defaultdict(Decimal)
    found = set()
    for call in sorted(calls, key=lambda call: (call["start_time"], int(call["id"]))):
        if call["type"] == "premium":
            customer = call["ext_billing_id"]
            spent[customer] += Decimal(call["cost"]) * VAT
            if spent[customer] > PREMIUM_LIMIT:
                found.add(call["id"])
    return found


def expected_lines(data: dict[str, Any], month: str, customers: set[str]) -> Lines:
    """Return the lines that the month's invoices must have."""
    billed = {
        account["id"]: account["ext_billing_id"]
        for account in data["accounts"]
        if account["issue_invoice"] == "t" and account["ext_billing_id"] in customers
    }
    values = {s["id"]: Decimal(s["invoice_value"]) for s in data["subscriptions"]}
    last_day = max(c["start_time"][:10] for c in data["calls"] if c["start_time"][:7] == month)
    owner = {(a["ext_billing_id"], a["name"]): a["id"] for a in data["accounts"]}
    terminals = {terminal["username"] for terminal in data["terminals"]}
    of_month = [
        (owner.get((call["ext_billing_id"], call["customer_name"]), ""), call)
        for call in data["calls"]
        if call["start_time"][:7] == month
    ]
    above = above_the_limit([call for account, call in of_month if account in billed])
    costs: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for account, call in of_month:
        if call["id"] not in above:
            terminal = call["terminal_name"] if call["terminal_name"] in terminals else ""
            costs[account, terminal] += Decimal(call["cost"])
    charges = [(a, "calls", costs[a, ""]) for a in billed]
    for terminal in data["terminals"]:
        account = terminal["id_customer"]
        fee = values[terminal["id_subscription"]] if is_valid(terminal, last_day) else Decimal(0)
        charges.append((account, "subscription", fee))
        charges.append((account, "calls", costs[account, terminal["username"]]))
    lines: Lines = defaultdict(list)
    for account, kind, net in charges:
        if account in billed and gross(net):
            lines[billed[account]].append((kind, str(gross(net))))
    return {customer: sorted(found) for customer, found in lines.items()}


def main() -> None:
    """Print the expected lines as JSON."""
    path, month, customers = sys.argv[1:4]
    first, last = (int(part) for part in customers.split("-"))
    data = json.loads(Path(path).read_text(encoding="utf-8"))
    known = {str(number) for number in range(first, last + 1)}
    json.dump(expected_lines(data, month, known), sys.stdout, indent=1)


if __name__ == "__main__":
    main()
