"""What a live change does when nothing goes wrong: both places hold it, and the audit knows."""

from __future__ import annotations

import json

import pytest

from dev.simulator.data import World
from hiperus.errors import InvalidParameterError
from tests.integration.changes.live import Live

FIRST = 12001
GROWN = pytest.mark.parametrize(
    "live", [[], ["hiperus_2017"]], indirect=True, ids=["fresh", "2017"]
)


@GROWN
def test_an_account_is_made_changed_and_deleted(live: Live, world: World) -> None:
    made = live.change("customer", "create", {"name": "Żuk Sp. z o.o.", "ext_billing_id": 1030})
    live.assert_agreement()
    assert made.state == "confirmed"
    account = made.platform_id
    assert world.accounts[-1]["issue_invoice"] == "t"
    (assigned,) = live.rows(f"SELECT keyvalue FROM hv_assign WHERE customerid = {account}")
    assert assigned["keyvalue"] == "2"
    changed = live.change(
        "customer", "update", {"id_customer": account, "name": "Żuk S.A.", "city": "Łódź"}
    )
    assert changed.changed == ("name", "city")
    live.assert_agreement()
    states = live.rows(f"SELECT * FROM hv_account_history WHERE account_id = {account} ORDER BY id")
    assert [state["name"] for state in states] == ["Żuk Sp. z o.o.", "Żuk S.A."]
    live.change("customer", "delete", {"id_customer": account, "confirm": "Żuk S.A."})
    live.assert_agreement()


@GROWN
def test_a_terminal_is_made_changed_and_deleted(live: Live, world: World) -> None:
    made = live.change("terminal", "create", {"id_customer": FIRST, "username": "biuro'1?"})
    live.assert_agreement()
    live.assert_no_secret(str(made))
    assert world.terminals[-1]["id_pricelist"] == world.accounts[0]["id_default_pricelist"]
    before = world.terminals[-1]["password"]
    payload = {"id_terminal": made.platform_id, "username": "biuro2", "id_subscription": 2}
    live.change("terminal", "update", payload)
    live.assert_agreement()
    assert world.terminals[-1]["password"] == before
    live.change("terminal", "update", {"id": made.platform_id, "password_source": "generate"})
    live.assert_agreement()
    live.assert_no_secret()
    assert world.terminals[-1]["password"] == live.passwords[-1] != before
    live.change("terminal", "delete", {"id": made.platform_id, "confirm": "biuro2"})
    live.assert_agreement()
    history = live.rows(
        f"SELECT name, listed FROM hv_terminal_history WHERE terminal_id = {made.platform_id} "
        "ORDER BY id"
    )
    assert [row["listed"] for row in history][-1] == "f"


@GROWN
def test_a_number_is_chosen_given_changed_and_released(live: Live, world: World) -> None:
    terminal = world.terminals[0]["id"]
    made = live.change(
        "number", "create", {"id_customer": FIRST, "area_code": "71", "id_terminal": terminal}
    )
    number = world.numbers[-1]
    assert number["number"].startswith("71")
    assert number["clir"] == "f"
    live.assert_agreement()
    live.change("number", "update", {"id_extension": made.platform_id, "clir": True})
    assert number["clir"] == "t"
    assert number["terminal_name"] == world.terminals[0]["username"]
    live.assert_agreement()
    live.change("number", "delete", {"id": made.platform_id, "confirm": number["extension"]})
    live.assert_agreement()
    usage = live.rows(f"SELECT * FROM hv_pstnusage WHERE extension = {number['extension']}")
    assert [(row["customerid"], row["customer_name"]) for row in usage] == [(0, None)]


def test_a_terminal_is_made_along_with_a_number(live: Live) -> None:
    payload = {
        "id_customer": FIRST,
        "create_terminal": True,
        "id_pricelist": 2,
        "number": 420000777,
    }
    made = live.change("number", "create", {**payload, "useremail": "k@example.pl"})
    live.assert_agreement()
    assert made.state == "confirmed"
    live.assert_no_secret()


def test_names_are_carried_into_calls_by_link(live: Live, world: World) -> None:
    terminal, other = world.terminals[0], world.terminals[1]
    assert terminal["id_customer"] == other["id_customer"] == str(FIRST)
    for cdr, name, link in (
        (1, terminal["username"], terminal["id"]),
        (2, "an older name", None),
        (3, terminal["username"], None),
        (4, terminal["username"], other["id"]),
    ):
        live.execute(
            "INSERT INTO hv_billing (id, customerid, terminal_name, customer_name) "
            "VALUES (%(cdr)s, %(account)s, %(name)s, 'Klient 1')",
            cdr=cdr, account=FIRST, name=name,
        )  # fmt: skip
        if link:
            live.execute(
                "INSERT INTO hv_billing_link (cdr_id, terminal_id, account_id, rule) "
                "VALUES (%(cdr)s, %(link)s, %(account)s, 'x')", cdr=cdr, link=link, account=FIRST,
            )  # fmt: skip
    live.change("terminal", "update", {"id": terminal["id"], "username": "centrala"})
    live.change("customer", "update", {"id": FIRST, "name": "Nowa Nazwa"})
    calls = live.rows("SELECT terminal_name, customer_name FROM hv_billing ORDER BY id")
    assert [call["terminal_name"] for call in calls] == [
        "centrala", "an older name", "centrala", terminal_name_before(live, 4),
    ]  # fmt: skip
    assert {call["customer_name"] for call in calls} == {"Nowa Nazwa"}
    names = live.rows(f"SELECT DISTINCT customer_name FROM hv_terminal WHERE customerid = {FIRST}")
    assert names == [{"customer_name": "Nowa Nazwa"}]
    usage = live.rows(f"SELECT DISTINCT customer_name FROM hv_pstnusage WHERE customerid = {FIRST}")
    assert usage == [{"customer_name": "Nowa Nazwa"}]
    live.assert_agreement()


def terminal_name_before(live: Live, cdr: int) -> str:
    """A call that is linked to another terminal keeps the name it came with."""
    (row,) = live.rows(f"SELECT terminal_name FROM hv_billing WHERE id = {cdr}")
    assert row["terminal_name"] != "centrala"
    return str(row["terminal_name"])


def test_a_dry_run_sends_nothing_and_shows_the_plan(live: Live, world: World) -> None:
    before = live.state()
    result = live.change(
        "terminal", "create", {"id_customer": FIRST, "username": "nowy"}, dry_run=True
    )
    assert live.state() == before
    assert result.state == "planned"
    assert any("AddTerminal" in line and "'nowy'" in line for line in live.lines)
    (row,) = live.changes()
    assert (row["dry_run"], row["state"]) == ("t", "planned")
    assert row["finished_at"]
    live.change("terminal", "create", {"id_customer": FIRST, "username": "nowy"})
    live.assert_agreement()


def test_the_audit_says_who_when_and_what(live: Live, world: World) -> None:
    live.change("customer", "update", {"id": FIRST, "city": "Brzeg"}, run_id="manual__1")
    (row,) = live.rows("SELECT * FROM hv_change WHERE run_id = 'manual__1'")
    assert (row["who"], row["dag_id"], row["account_id"]) == ("klara", "hiperus_provision", FIRST)
    assert json.loads(row["before_values"])["city"] == "Zmyślonów"
    assert json.loads(row["after_values"])["city"] == "Brzeg"
    assert row["created_at"] < row["sent_at"] < row["applied_at"] < row["confirmed_at"]


def test_a_repeated_try_of_a_run_does_nothing_more(live: Live) -> None:
    payload = {"id_customer": FIRST, "username": "jeden"}
    first = live.change("terminal", "create", payload, run_id="manual__1")
    before = live.state()
    again = live.change("terminal", "create", payload, run_id="manual__1")
    assert (again.change_id, again.state) == (first.change_id, first.state)
    assert live.state() == before
    with pytest.raises(InvalidParameterError, match="of this name"):
        live.change("terminal", "create", payload, run_id="manual__2")


def test_what_the_platform_holds_already_is_not_sent(live: Live, world: World) -> None:
    city = world.accounts[0]["city"]
    result = live.change("customer", "update", {"id": FIRST, "city": city})
    assert result.state == "confirmed"
    assert result.changed == ()
    assert any("holds these values already" in line for line in live.lines)
