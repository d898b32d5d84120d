"""Who invoices an account, and the states that invoices and links read."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.integration.accounts.importer import Import
from tests.support.fakes import a_terminal, an_account


def test_who_invoices_follows_the_platform_only_when_its_flag_changes(importer: Import) -> None:
    flags = {"1": "t", "2": "f", "3": None, "4": "t"}
    importer.platform.accounts = {n: an_account(n, issue_invoice=f) for n, f in flags.items()}
    importer.run("customers")

    def assigned() -> dict[int, str]:
        rows = importer.all("hv_assign")
        assert {row["keytype"] for row in rows} == {"issue_invoice"}
        return {row["customerid"]: row["keyvalue"] for row in rows}

    assert assigned() == {1: "2", 2: "0", 3: "0", 4: "2"}
    importer.execute("UPDATE hv_assign SET keyvalue = '1' WHERE customerid = 1")
    importer.execute("UPDATE hv_assign SET keyvalue = '2' WHERE customerid = 3")
    importer.platform.accounts["1"]["name"] = "Inna"
    importer.platform.accounts["2"]["issue_invoice"] = "t"
    importer.platform.accounts["3"]["issue_invoice"] = "f"
    importer.platform.accounts["4"]["issue_invoice"] = "f"
    importer.run("customers")
    assert assigned() == {1: "1", 2: "2", 3: "2", 4: "0"}
    states = {
        row["account_id"]: (row["issue_invoice"], row["invoiced_by"])
        for row in importer.all("hv_account_history")
        if row["valid_to"] is None
    }
    assert states == {1: ("t", "1"), 2: ("t", "2"), 3: ("f", "2"), 4: ("f", "0")}
    importer.run("customers")
    assert assigned() == {1: "1", 2: "2", 3: "2", 4: "0"}


def test_the_first_import_over_an_old_installation_keeps_clerks_choices(importer: Import) -> None:
    importer.execute(
        "INSERT INTO hv_customers (id, name, issue_invoice) VALUES (12001, 'A', 't'), "
        "(12002, 'B', 'f')"
    )
    importer.execute(
        "INSERT INTO hv_assign (customerid, keytype, keyvalue) VALUES "
        "(12001, 'issue_invoice', '1'), (12002, 'issue_invoice', '0')"
    )
    importer.run("customers")
    # The first account's flag is as it was; the second's has become t since.
    assert [row["keyvalue"] for row in importer.all("hv_assign")] == ["1", "2"]


def test_the_first_import_keeps_what_only_an_old_installation_knew(importer: Import) -> None:
    names = "id, customerid, username, pricelist_name, id_subscription"
    for statement in (
        "INSERT INTO hv_customers (id, name, ext_billing_id) VALUES (12001, 'Dawna nazwa', 1001), "
        "(11999, 'Odeszła', 999)",
        f"INSERT INTO hv_terminal ({names}) VALUES (24001, 12001, 'dawny', 'Stary', 7), "
        "(23999, 11999, 'odeszly', 'Stary', 7)",
        "INSERT INTO hv_assign (customerid, keytype, keyvalue) "
        "VALUES (11999, 'issue_invoice', '2')",
        "INSERT INTO hv_subscriptionlist (id, name, invoice_value) VALUES (7, 'Dawny', 9.99), "
        "(1, 'VoIP Łączność', 20.00)",
    ):
        importer.execute(statement)
    importer.run("customers")
    gone = importer.clock.now
    importer.run("terminals", "subscriptions")
    assert importer.ids("hv_terminal") == [24001, 24002, 24003]

    def states(table: str, key: str, identity: int, *columns: str) -> list[tuple[Any, ...]]:
        rows = [row for row in importer.all(table) if row[key] == identity]
        return [tuple(row[name] for name in (*columns, "listed", "valid_from")) for row in rows]

    now = importer.clock.now
    assert states("hv_account_history", "account_id", 11999, "name", "invoiced_by") == [
        ("Odeszła", "2", "t", 0),
        ("Odeszła", "2", "f", gone),
    ]
    assert states("hv_terminal_history", "terminal_id", 23999, "name", "account_id") == [
        ("odeszly", 11999, "t", 0),
        ("odeszly", 11999, "f", gone),
    ]
    assert states("hv_terminal_history", "terminal_id", 24001, "name", "subscription_id") == [
        ("dawny", 7, "t", 0),
        ("term24001", 1, "t", now),
    ]
    assert states("hv_subscription_history", "subscription_id", 1, "invoice_value") == [
        (Decimal("20.00"), "t", 0),
        (Decimal("24.39"), "t", now),
    ]
    assert states("hv_subscription_history", "subscription_id", 7, "listed") == [
        ("t", "t", 0),
        ("f", "f", now),
    ]


def test_the_setting_says_who_invoices_by_default(importer: Import) -> None:
    importer.execute(
        "INSERT INTO uiconfig (section, var, value) VALUES ('hiperus_c5', 'invoice_source', '1')"
    )
    importer.run("customers")
    assert [row["keyvalue"] for row in importer.all("hv_assign")] == ["1", "1"]


def test_histories_hold_each_state_from_the_import_that_saw_it(importer: Import) -> None:
    importer.run()
    importer.platform.accounts["12001"]["name"] = "Po zmianie"
    importer.platform.terminals["12001"][0]["id_subscription"] = "2"
    importer.platform.subscriptions[0]["invoice_value"] = "30.00"
    importer.run()
    now = importer.clock.now

    def spans(table: str, key: str, identity: int, column: str) -> list[tuple[Any, ...]]:
        rows = [row for row in importer.all(table) if row[key] == identity]
        return [(row[column], row["valid_from"], row["valid_to"]) for row in rows]

    assert spans("hv_account_history", "account_id", 12001, "name") == [
        ("Świętosława Śliwa", 0, now),
        ("Po zmianie", now, None),
    ]
    assert spans("hv_terminal_history", "terminal_id", 24001, "subscription_id") == [
        (1, 0, now),
        (2, now, None),
    ]
    assert spans("hv_subscription_history", "subscription_id", 1, "invoice_value") == [
        (Decimal("24.39"), 0, now),
        (Decimal("30.00"), now, None),
    ]
    assert len(importer.all("hv_terminal_history")) == 4
    state = importer.all("hv_account_history")[0]
    assert (state["customer_id"], state["invoiced_by"], state["listed"]) == (1001, "2", "t")
    assert state["create_date"] == "2015-08-21 10:01:00"


def test_an_amount_below_a_grosz_is_exact_where_invoices_read_it(importer: Import) -> None:
    importer.platform.subscriptions[0]["invoice_value"] = "16.2550"
    importer.run("subscriptions")
    stored = importer.one("hv_subscriptionlist", 1)["invoice_value"]
    assert stored == Decimal("16.26")
    state = importer.one("hv_subscription_history", 1, "subscription_id")
    assert state["invoice_value"] == Decimal("16.2550")
    before = importer.everything()
    assert "nothing changed" in importer.run("subscriptions")[0].describe()
    assert importer.everything() == before


def test_two_changes_within_a_second_make_no_empty_state(importer: Import) -> None:
    importer.run("subscriptions")
    for value in ("1.00", "2.00", "3.00"):
        importer.platform.subscriptions[0]["invoice_value"] = value
        importer.clock.now -= 3_600
        importer.run("subscriptions")
    rows = [r for r in importer.all("hv_subscription_history") if r["subscription_id"] == 1]
    spans = [(row["valid_from"], row["valid_to"]) for row in rows]
    assert [row["invoice_value"] for row in rows] == [
        Decimal(text) for text in ("24.39", "1.00", "2.00", "3.00")
    ]
    assert all(end is None or end > start for start, end in spans)
    assert [end for _, end in spans[:-1]] == [start for start, _ in spans[1:]]


def test_a_reused_name_does_not_reach_into_the_past(importer: Import) -> None:
    importer.run()
    before = importer.clock.now
    importer.platform.terminals["12001"][0]["username"] = "stary"
    importer.platform.terminals["12002"] += [
        a_terminal("24010", username="term24001"),
        a_terminal("24011", username="nowy"),
    ]
    importer.run("terminals")
    begins = {r["terminal_id"]: r["valid_from"] for r in importer.all("hv_terminal_history")}
    assert begins[24010] == before
    assert begins[24011] == 0


def test_a_terminal_moved_to_another_account_keeps_its_id(importer: Import) -> None:
    importer.run()
    moved = importer.platform.terminals["12001"].pop()
    importer.platform.terminals["12002"].append(moved)
    (summary,) = importer.run("terminals")
    assert (summary.updated, summary.deleted) == (1, 0)
    owners = [
        row["account_id"]
        for row in importer.all("hv_terminal_history")
        if row["terminal_id"] == 24002
    ]
    assert owners == [12001, 12002]
