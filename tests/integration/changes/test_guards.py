"""What is refused before anything is sent, and what is said beside a plan."""

from __future__ import annotations

from typing import Any

import pytest

from dev.simulator.data import World
from dev.simulator.server import Simulator
from hiperus.errors import InvalidParameterError
from tests.integration.changes.live import Live

WRITES = ("AddCustomer", "SaveCustomerData", "DelCustomer", "AddTerminal", "SaveTerminalData",
          "DelTerminal", "AddExtension", "SaveExtensionData", "DelExtension")  # fmt: skip
REFUSED: dict[str, tuple[str, str, dict[str, Any], str]] = {
    "linked": ("customer", "create", {"name": "A", "ext_billing_id": 1001}, "linked to account"),
    "no customer": ("customer", "create", {"name": "A", "ext_billing_id": 77}, "no customer 77"),
    "same name": ("customer", "create", {"name": "Klient 5"}, "so is called account 12005"),
    "relinked": ("customer", "update", {"id": 12002, "ext_billing_id": 1001}, "linked to account"),
    "unknown account": ("customer", "update", {"id": 5, "city": "X"}, "LMS holds no account 5"),
    "price list": ("customer", "update", {"id": 12002, "id_default_pricelist": 99},
                   "price list 99"),
    "too long": ("customer", "update", {"id": 12002, "postcode": "0" * 20}, "its column takes 10"),
    "terminal taken": ("terminal", "create", {"id_customer": 12002, "username": "term00001"},
                       "of this name"),
    "renamed to taken": ("terminal", "update", {"id": 24002, "username": "term00001"},
                         "another terminal"),
    "subscription": ("terminal", "update", {"id": 24002, "id_subscription": 99},
                     "no subscription 99"),
    "place": ("terminal", "create", {"id_customer": 12002, "username": "x", "province": "a",
                                     "county": "b", "borough": "c"}, "0 emergency locations"),
    "no place": ("terminal", "update", {"id": 24002, "id_terminal_location": 4}, "location 4"),
    "number in use": ("number", "create", {"id_customer": 12002, "number": "420000001",
                                           "id_terminal": 24006}, "48420000001 is in use"),
    "foreign terminal": ("number", "create", {"id_customer": 12002, "number": "420000800",
                                              "id_terminal": 24001}, "has no terminal 24001"),
    "none free": ("number", "create", {"id_customer": 12002, "area_code": "99",
                                       "id_terminal": 24006}, "no number is free in area 99"),
    "not the name": ("terminal", "delete", {"id": 24001, "confirm": "term00002"}, "not the name"),
    "not the account": ("customer", "delete", {"id": 12001, "confirm": "Klient 11"},
                        "not the name"),
}  # fmt: skip


def places(live: Live) -> None:
    live.execute("INSERT INTO hv_province (id, name) VALUES (1, 'Łódzkie')")
    live.execute("INSERT INTO hv_county (id, name) VALUES (2, 'Zmyślonów')")
    live.execute("INSERT INTO hv_borough (id, name) VALUES (3, 'Śródmieście')")
    live.execute(
        "INSERT INTO hv_pcb (id, id_province, id_county, id_borough) VALUES (105, 1, 2, 3)"
    )


def written(simulator: Simulator) -> int:
    return sum(simulator.service.statistics.actions[name] for name in WRITES)


def test_guards_refuse_before_anything_is_sent(live: Live, simulator: Simulator) -> None:
    places(live)
    for name, (entity, action, payload, words) in REFUSED.items():
        with pytest.raises(InvalidParameterError, match=words) as caught:
            live.change(entity, action, payload)
        assert "Nothing was sent" in str(caught.value), name
        row = live.changes()[-1]
        assert row["state"] == "failed"
        assert words in row["reason"]
    assert written(simulator) == 0
    live.assert_agreement()


def test_a_second_account_of_a_customer_is_made_when_told(live: Live, world: World) -> None:
    payload = {"name": "Druga centrala", "ext_billing_id": 1001, "another_account": True}
    made = live.change("customer", "create", payload)
    assert made.platform_id == int(world.accounts[-1]["id"])
    assert "another_account" not in world.accounts[-1]


def test_an_account_without_a_customer_is_refused_where_lms_wants_one(live: Live) -> None:
    live.execute(
        "INSERT INTO uiconfig (section, var, value) "
        "VALUES ('hiperus_c5', 'force_relationship', 'true')"
    )
    with pytest.raises(InvalidParameterError, match="force_relationship"):
        live.change("customer", "create", {"name": "Nowy"})
    with pytest.raises(InvalidParameterError, match="force_relationship"):
        live.change("customer", "update", {"id": 12001, "ext_billing_id": None})


def test_the_emergency_location_comes_by_name_or_from_the_settings(
    live: Live, world: World
) -> None:
    live.change("terminal", "create", {"id_customer": 12001, "username": "a",
                                       "id_terminal_location": 4})  # fmt: skip
    assert any("LMS lists no locations" in line for line in live.lines)
    with pytest.raises(InvalidParameterError, match="by id_terminal_location only"):
        live.change("terminal", "create", {"id_customer": 12001, "username": "b", "province": "x",
                                           "county": "y", "borough": "z"})  # fmt: skip
    places(live)
    named = {"province": "łódzkie", "county": "zmyślonów", "borough": "śródmieście"}
    live.change("terminal", "create", {"id_customer": 12001, "username": "b", **named})
    assert world.terminals[-1]["id_terminal_location"] == "105"
    live.execute(
        "INSERT INTO uiconfig (section, var, value) "
        "VALUES ('hiperus_c5', 'default_location', '105')"
    )
    live.change("terminal", "create", {"id_customer": 12001, "username": "c"})
    assert world.terminals[-1]["id_terminal_location"] == "105"


@pytest.mark.parametrize(
    ("entity", "identity", "name"),
    [("customer", 12001, "Klient 1"), ("terminal", 24001, "term00001"),
     ("number", 300001, "48420000001")],
)  # fmt: skip
def test_deleting_waits_for_the_invoice_of_its_calls_and_keeps_them(
    live: Live, entity: str, identity: int, name: str
) -> None:
    live.execute(
        "INSERT INTO hv_billing (id, customerid, terminal_name, caller, cost, start_time) "
        "VALUES (1, 12001, 'term00001', '420000001', 1.25, '2026-10-03 10:00:00')"
    )
    live.execute(
        "INSERT INTO hv_billing_link (cdr_id, terminal_id, account_id, rule) "
        "VALUES (1, 24001, 12001, 'x')"
    )
    payload = {"id": identity, "confirm": name}
    with pytest.raises(InvalidParameterError, match=r"1 calls for 1\.25 PLN net are not invoiced"):
        live.change(entity, "delete", payload)
    live.change(entity, "delete", {**payload, "despite_unbilled_calls": True})
    live.assert_agreement()
    (kept,) = live.rows("SELECT customerid, terminal_name FROM hv_billing")
    assert kept == {"customerid": 12001, "terminal_name": "term00001"}


def test_accounts_of_another_lms_are_noticed_and_said(live: Live, world: World) -> None:
    world.accounts[6]["ext_billing_id"] = "999001"
    live.import_all()
    live.change("customer", "update", {"id": 12001, "city": "Brzeg"}, dry_run=True)
    (said,) = [line for line in live.lines if "does not have" in line]
    assert "12007 (customer 999001)" in said
    assert "Does another LMS drive this reseller account?" in said
