"""The demo's comparison notices one grosz, a missing line and a customer too many."""

from __future__ import annotations

from itertools import count

from dev.demo.expected_invoices import Lines, expected_lines
from dev.demo.results import differences

_IDS = count(1)
EXPECTED: Lines = {"1001": [("calls", "12.30"), ("subscription", "10.00")]}


def test_equal_lines_are_no_difference() -> None:
    assert differences(EXPECTED, {"1001": [("calls", "12.30"), ("subscription", "10.00")]}) == []


def test_one_grosz_is_a_difference() -> None:
    found = differences(EXPECTED, {"1001": [("calls", "12.31"), ("subscription", "10.00")]})
    assert len(found) == 1
    assert found[0].startswith("customer 1001: expected")


def test_a_missing_line_and_an_unexpected_customer_are_differences() -> None:
    issued: Lines = {"1001": [("calls", "12.30")], "1002": [("calls", "1.00")]}
    assert len(differences(EXPECTED, issued)) == 2


def test_the_second_opinion_bills_what_the_rules_bill() -> None:
    data = {
        "accounts": [
            {"id": "1", "name": "A", "ext_billing_id": "1001", "issue_invoice": "t"},
            {"id": "2", "name": "B", "ext_billing_id": "1002", "issue_invoice": "f"},
        ],
        "subscriptions": [{"id": "7", "invoice_value": "8.13"}],
        "terminals": [
            terminal("1", "t1", "7", "2026-06-10", None),
            terminal("1", "t2", "7", "2015-01-01", "2026-06-29"),
            terminal("2", "t3", "7", None, None),
        ],
        "calls": [
            call("t1", "1001", "A", "2026-06-30 23:59:59", "0.0150"),
            call("t1", "1001", "A", "2026-06-01 00:00:00", "0.0250"),
            call("t1", "1001", "A", "2026-07-01 00:00:00", "9.0000"),
            call(None, "1001", "A", "2026-06-15 12:00:00", "1.0000"),
            call("t3", "1002", "B", "2026-06-15 12:00:00", "1.0000"),
            call("t1", "1001", "A", "2026-06-17 12:00:00", "0.0100") | {"type": "premium"},
            call("t1", "1001", "A", "2026-06-16 12:00:00", "28.4553") | {"type": "premium"},
        ],
    }
    assert expected_lines(data, "2026-06", {"1001", "1002"}) == {
        "1001": [("calls", "0.05"), ("calls", "1.23"), ("subscription", "10.00")]
    }


def terminal(
    account: str, name: str, subscription: str, start: str | None, end: str | None
) -> dict[str, str | None]:
    return {
        "id_customer": account,
        "username": name,
        "id_subscription": subscription,
        "subscription_from": start,
        "subscription_to": end,
    }


def call(
    terminal_name: str | None, owner: str, name: str, start: str, cost: str
) -> dict[str, str | None]:
    return {
        "id": str(next(_IDS)),
        "type": "mobile",
        "terminal_name": terminal_name,
        "ext_billing_id": owner,
        "customer_name": name,
        "start_time": start,
        "cost": cost,
    }
