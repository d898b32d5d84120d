"""The simulator itself: PHP's bytes, each unknown switched both ways, faults that really happen."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from typing import Any

import pytest
import requests

from dev.simulator.service import Credentials, Service
from dev.simulator.switches import Switches
from hiperus.domain.cdr import CDR_FIELDS, BillingQuery, CallType, CdrRow
from hiperus.errors import (
    HiperusError,
    IncompleteAnswerError,
    RateLimitedError,
    RequestRejectedError,
    ResponseFormatError,
    SessionExpiredError,
    SoapFaultError,
    TransportError,
)
from hiperus.soap.client import HiperusClient

from .conftest import WIRE, Peer, simulator_of

DAY = date(2026, 10, 7)
QUERY = BillingQuery(DAY, DAY, CallType.OUTGOING, success=True)
FAILED = BillingQuery(DAY, DAY, CallType.OUTGOING, success=False)
Control = Callable[..., dict[str, Any]]


def calls_of(
    client: HiperusClient, query: BillingQuery, offset: int = 0, limit: int = 9999
) -> list[CdrRow]:
    return list(chain.from_iterable(client.billing_page(query, offset, limit)))


def values(rows: list[CdrRow], name: str) -> list[bytes | None]:
    return [row[CDR_FIELDS.index(name)] for row in rows]


@pytest.fixture
def control(simulator_peer: Peer) -> Iterator[Control]:
    """Switches and faults of the simulator, undone afterwards."""
    url = simulator_peer.url.replace("/hiperusapi.php", "/_control")

    def send(**command: Any) -> dict[str, Any]:
        answer = requests.post(url, json=command, timeout=10)
        found: dict[str, Any] = answer.json()
        assert answer.ok, found
        return found

    send(reset=True, switches={"rate_limit": 0})
    yield send
    send(reset=True, switches={"rate_limit": 0})


@pytest.fixture
def client(simulator_peer: Peer, control: Control) -> Iterator[HiperusClient]:
    with simulator_peer.client() as open_client:
        yield open_client


REQUESTS = sorted(
    path
    for path in WIRE.glob("*.request.xml")
    if not re.match("Login|Add|Save|Del|GetInvoice|.*Numbering|GetFirst|.*compress", path.name)
)


@pytest.mark.php
@pytest.mark.parametrize("path", REQUESTS, ids=lambda p: p.name)
def test_answers_are_phps_byte_for_byte(path: Any, php_peer: Peer, simulator_peer: Peer) -> None:
    captured = path.read_text("utf-8").replace("2016-03", "2026-10")
    bodies = []
    for peer in (php_peer, simulator_peer):
        with peer.client() as client:
            client.check_login()
            session = client._session._id or ""
            request = captured.replace("d8598d966491d8df737ba96449b24728", session)
            answer = requests.post(
                peer.url,
                request.encode(),
                headers={"Content-Type": "text/xml; charset=utf-8"},
                timeout=30,
            )
            bodies.append(
                (
                    answer.status_code,
                    answer.headers["Content-Type"],
                    answer.content.replace(session.encode(), b"S"),
                )
            )
    assert bodies[0] == bodies[1]


def test_failed_calls_alone_or_all(client: HiperusClient, control: Control) -> None:
    succeeded, failed = calls_of(client, QUERY), calls_of(client, FAILED)
    control(switches={"failed_answer": "all"})

    assert not set(succeeded) & set(failed)
    assert set(calls_of(client, FAILED)) == set(succeeded) | set(failed)


def test_the_setup_fee_within_the_cost_or_not(client: HiperusClient, control: Control) -> None:
    without = values(calls_of(client, QUERY), "cost")
    control(switches={"cost_includes_setup": True})
    assert values(calls_of(client, QUERY), "cost") != without


def test_rerated_vanished_and_late_calls(client: HiperusClient, control: Control) -> None:
    before = calls_of(client, QUERY)
    control(switches={"rerated_percent": 50})
    rerated = calls_of(client, QUERY)
    control(switches={"rerated_percent": 0, "vanished_every": 5})
    fewer = calls_of(client, QUERY)

    assert values(rerated, "id") == values(before, "id")
    assert values(rerated, "cost") != values(before, "cost")
    assert set(fewer) < set(before)


def test_paging_honoured_or_not(client: HiperusClient, control: Control) -> None:
    whole = calls_of(client, QUERY)
    control(switches={"paging": "ignore_limit"})
    assert calls_of(client, QUERY, 5, 5) == whole[5:]
    control(switches={"paging": "ignore_offset"})
    assert calls_of(client, QUERY, 5, 5) == whole[:5]
    control(switches={"paging": "overlap"})
    assert calls_of(client, QUERY, 5, 5) == whole[4:9]


@pytest.mark.parametrize("order", ["id", "reverse", "shuffled"])
def test_rows_in_another_order(client: HiperusClient, control: Control, order: str) -> None:
    whole = calls_of(client, QUERY)
    control(switches={"order": order})
    assert set(calls_of(client, QUERY)) == set(whole)


def test_a_call_over_midnight_belongs_to_its_start_or_its_end(
    client: HiperusClient, control: Control
) -> None:
    last = date(2026, 10, 31)

    def over_midnight() -> int:
        queries = (BillingQuery(last, last, kind, s) for kind in CallType for s in (True, False))
        times = chain.from_iterable(values(calls_of(client, q), "start_time") for q in queries)
        return sum(1 for time in times if time == b"2026-10-31 23:59:59")

    by_start = over_midnight()
    control(switches={"select_by": "end"})
    assert over_midnight() < by_start


def test_ids_unique_over_types_or_not(client: HiperusClient, control: Control) -> None:
    def ids() -> list[bytes | None]:
        queries = (BillingQuery(DAY, DAY, kind, success=True) for kind in CallType)
        return list(chain.from_iterable(values(calls_of(client, q), "id") for q in queries))

    assert len(set(ids())) == len(ids())
    control(switches={"are_ids_unique": False})
    assert len(set(ids())) < len(ids())


@pytest.mark.parametrize("shape", ["struct", "reordered"])
def test_rows_in_another_shape(client: HiperusClient, control: Control, shape: str) -> None:
    whole = calls_of(client, QUERY)
    control(switches={"map_shape": shape})
    assert calls_of(client, QUERY) == whole


@pytest.mark.parametrize(
    ("answer", "error"), [("refuse", None), ("silent", None), ("fault", SoapFaultError)]
)
def test_an_expired_session_in_each_form(
    client: HiperusClient, control: Control, answer: str, error: type[HiperusError] | None
) -> None:
    client.check_login()
    control(switches={"expired_answer": answer}, expire_sessions=True)
    if error is None:
        assert calls_of(client, QUERY)
    else:
        with pytest.raises(error, match="Sesja"):
            calls_of(client, QUERY)


def test_a_session_that_does_not_last_is_given_up(client: HiperusClient, control: Control) -> None:
    control(switches={"session_seconds": 0.0})
    with pytest.raises(SessionExpiredError):
        client.rows("GetCustomerList")


@pytest.mark.parametrize("answer", ["refuse", "http"])
def test_too_many_requests_are_refused(
    client: HiperusClient, control: Control, answer: str
) -> None:
    control(switches={"rate_limit": 5, "rate_answer": answer})
    for _ in range(4):
        client.rows("GetSubscriptionList")
    with pytest.raises(RateLimitedError):
        client.rows("GetSubscriptionList")
    assert control()["refused_for_rate"] > 0


FAULTS: list[tuple[dict[str, Any], type[HiperusError]]] = [
    ({"kind": "html"}, TransportError),
    ({"kind": "http", "status": 502}, TransportError),
    ({"kind": "http", "status": 429}, RateLimitedError),
    ({"kind": "empty"}, TransportError),
    ({"kind": "reset"}, TransportError),
    ({"kind": "fault"}, SoapFaultError),
    ({"kind": "refuse", "text": "Nie teraz"}, RequestRejectedError),
    ({"kind": "body", "text": "PHP Fatal error"}, ResponseFormatError),
    ({"kind": "cut", "at": 1200}, IncompleteAnswerError),
    ({"kind": "truncate", "at": 1200}, IncompleteAnswerError),
    ({"kind": "wrong_length", "at": 10}, IncompleteAnswerError),
    ({"kind": "wrong_length", "at": -60}, IncompleteAnswerError),
    ({"kind": "corrupt", "at": 1200}, ResponseFormatError),
]


@pytest.mark.parametrize("action", ["GetBilling", "GetCustomerList"])
@pytest.mark.parametrize(
    ("fault", "error"),
    FAULTS,
    ids=lambda v: (
        str(v.get("kind")) + str(v.get("at", v.get("status", ""))) if isinstance(v, dict) else ""
    ),
)
def test_each_fault_ends_in_its_error_and_did_strike(
    client: HiperusClient, control: Control, fault: dict[str, Any], error: type[HiperusError],
    action: str,
) -> None:  # fmt: skip
    control(faults=[{**fault, "action": action}])
    with pytest.raises(error) as info:
        calls_of(client, QUERY) if action == "GetBilling" else client.rows(action)

    assert type(info.value) is error
    assert control()["faults"] == {"waiting": [], "struck": {f"{fault['kind']} {action}": 1}}


def test_a_slow_answer_ends_in_time(simulator_peer: Peer, control: Control) -> None:
    control(faults=[{"kind": "delay", "action": "GetCustomerList", "seconds": 1.5}])
    with simulator_peer.client(timeout=1) as client, pytest.raises(TransportError, match="in time"):
        client.rows("GetCustomerList")


def test_a_control_character_in_a_call_harms_no_other(
    client: HiperusClient, control: Control
) -> None:
    whole = calls_of(client, QUERY)
    control(faults=[{"kind": "replace", "action": "GetBilling", "text": "Niemcy", "by": "00ff"}])

    spoiled = calls_of(client, QUERY)

    assert values(spoiled, "id") == values(whole, "id")
    assert b"\x00\xff" in values(spoiled, "country")


def test_a_write_may_take_effect_although_its_answer_is_lost(
    client: HiperusClient, control: Control
) -> None:
    control(faults=[{"kind": "reset", "action": "AddCustomer", "effect": True}])
    with pytest.raises(TransportError):
        client.rows("AddCustomer", {"name": "Klient zgubiony"})

    found = client.rows("SearchCustomer", {"name": "Klient zgubiony"})

    assert [row["search_type"] for row in found] == ["1"]
    client.rows("DelCustomer", {"id_customer": found[0]["customer_id"]})


def test_every_writing_action(client: HiperusClient) -> None:
    account = client.rows("AddCustomer", {"name": "Klient nowy"})[0]["id"]
    terminal = client.rows(
        "AddTerminal",
        {"id_customer": account, "username": "nowy1", "password": "x", "id_pricelist": 1,
         "screen_numbers": True, "t38_fax": False, "id_subscription": 2},
    )[0]["id_terminal"]  # fmt: skip
    free = client.rows("GetFirstFreePlatformNumber", {"sn": "71"})[0]
    number = client.rows(
        "AddExtension", {**free, "number": free["free_number"], "id_customer": account,
                         "id_terminal": terminal, "is_main": True},
    )[0]["id_extension"]  # fmt: skip
    client.rows("SaveCustomerData", {"id_customer": account, "name": "Klient inny"})
    client.rows("SaveTerminalData", {"id_terminal": terminal, "username": "nowy2"})
    client.rows("SaveExtensionData", {"id_extension": number, "clir": True})

    stored = client.rows("GetTerminalList", {"id_customer": account})[0]
    kept = client.rows("GetExtensionData", {"id_extension": number})[0]
    assert (stored["username"], stored["customer_name"]) == ("nowy2", "Klient inny")
    assert stored["extensions"] == f"48{free['free_number']}\n"
    assert (kept["terminal_name"], kept["clir"]) == ("nowy2", "t")

    client.rows("DelExtension", {"id_extension": number})
    client.rows("DelTerminal", {"id_terminal": terminal})
    client.rows("DelCustomer", {"id_customer": account})
    assert client.rows("GetTerminalList", {"id_customer": account}) == []


def test_calls_are_the_same_each_time() -> None:
    def drawn() -> list[dict[str, str | None]]:
        _, maker = simulator_of()
        return [c.row for c in maker.of_day(DAY, "outgoing", Switches())]

    assert drawn() == drawn()


def test_unknown_switches_and_faults_are_refused(simulator_peer: Peer) -> None:
    url = simulator_peer.url.replace("/hiperusapi.php", "/_control")
    for command in ({"switches": {"x": 1}}, {"faults": [{"kind": "x"}]}, {"x": 1}):
        assert requests.post(url, json=command, timeout=10).status_code == 400


def test_the_service_speaks_to_its_own_reseller_only() -> None:
    world, maker = simulator_of()
    assert Service(world, maker, Credentials(login="other")).switches == Switches()


def test_no_secret_reaches_a_log_at_any_level(
    simulator_peer: Peer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with simulator_peer.client() as client:
        client.check_login()
        session = client._session._id or "none"
    assert "Starting new HTTP connection" in caplog.text
    for secret in (Credentials().password, session):
        assert secret not in caplog.text
