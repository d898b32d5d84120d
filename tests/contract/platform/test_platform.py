"""What the client relies on, asked of a real PHP SoapServer and of the simulator alike."""

from __future__ import annotations

from datetime import date
from itertools import chain

import pytest

from hiperus.domain.cdr import CDR_FIELDS, BillingQuery, CallType, CdrRow
from hiperus.errors import LoginRefusedError, RequestRejectedError
from hiperus.soap.client import HiperusClient, LoginState

from .conftest import Peer

MONTH = (date(2026, 10, 1), date(2026, 10, 31))
LISTS = {
    "GetCustomerList": "accounts",
    "GetPlatformNumberingRange": "ranges",
    "GetCustomerPricelistList": "price_lists",
    "GetSubscriptionList": "subscriptions",
}
LISTS_OF_ACCOUNT = {
    "GetTerminalList": "terminals",
    "GetExtensionList": "numbers",
    "GetEndUserAuthList": "end_users",
}


def calls_of(client: HiperusClient, query: BillingQuery, offset: int, limit: int) -> list[CdrRow]:
    return [row for batch in client.billing_page(query, offset, limit) for row in batch]


def expected_calls(peer: Peer, kind: CallType, success: str) -> list[CdrRow]:
    chosen = (
        call
        for call in peer.dump["calls"]
        if (call["calltype"], call["success_call"]) == (kind, success)
    )
    return [
        tuple(None if call[name] is None else str(call[name]).encode() for name in CDR_FIELDS)
        for call in chosen
    ]


def test_a_login_shows_the_services(client: HiperusClient) -> None:
    assert client.check_login() == LoginState(has_voip=True, has_wlr=True)


def test_a_wrong_password_is_refused_with_the_platforms_words(peer: Peer) -> None:
    with peer.client("zle") as client, pytest.raises(LoginRefusedError, match="Nieprawid") as info:
        client.check_login()
    assert "zle" not in str(info.value)


@pytest.mark.parametrize(("action", "table"), LISTS.items())
def test_a_list_arrives_whole(client: HiperusClient, peer: Peer, action: str, table: str) -> None:
    assert client.rows(action) == peer.dump[table]


@pytest.mark.parametrize(("action", "table"), LISTS_OF_ACCOUNT.items())
@pytest.mark.parametrize("account", ["12001", "12008", "12014", "99999"])
def test_an_accounts_list_arrives_whole(
    client: HiperusClient, peer: Peer, action: str, table: str, account: str
) -> None:
    expected = [row for row in peer.dump[table] if row["id_customer"] == account]

    assert client.rows(action, {"id_customer": account}) == expected


def test_a_list_comes_in_pages_and_by_prefix(client: HiperusClient, peer: Peer) -> None:
    page = client.rows("GetCustomerList", {"offset": 10, "limit": 5, "query": None})
    found = client.rows("GetCustomerList", {"query": "klient 3"})

    assert page == peer.dump["accounts"][10:15]
    assert [row["id"] for row in found] == ["12003", *(str(n) for n in range(12030, 12040))]


def test_an_account_is_found_by_its_link_and_by_its_id(client: HiperusClient) -> None:
    found = client.rows("GetCustomerIDByExtBillingID", {"ext_billing_id": 1009})
    data = client.rows("GetCustomerData", {"id_customer": found[0]["id"]})

    assert [row["id"] for row in found] == ["12009", "12010"]
    assert data[0]["name"] == "Klient 9"


@pytest.mark.parametrize("kind", CallType)
@pytest.mark.parametrize("success", [True, False])
def test_calls_arrive_as_they_are(
    client: HiperusClient, peer: Peer, kind: CallType, success: bool
) -> None:
    calls = calls_of(client, BillingQuery(*MONTH, kind, success), 0, 100_000)

    assert calls == expected_calls(peer, kind, "t" if success else "f")
    assert calls


def test_pages_of_calls_make_the_whole(client: HiperusClient, peer: Peer) -> None:
    query = BillingQuery(*MONTH, CallType.OUTGOING, success=True)
    pages = [calls_of(client, query, offset, 250) for offset in range(0, 1001, 250)]

    assert list(chain.from_iterable(pages)) == expected_calls(peer, CallType.OUTGOING, "t")
    assert len(pages[0]) == 250
    assert pages[-1] == []


def test_calls_of_one_account_and_day(client: HiperusClient, peer: Peer) -> None:
    day = date(2026, 10, 9)
    query = BillingQuery(day, day, CallType.OUTGOING, success=True, account_id=12001)
    expected = [
        call["id"]
        for call in peer.dump["calls"]
        if call["account_id"] == "12001"
        and str(call["start_time"]).startswith("2026-10-09")
        and (call["calltype"], call["success_call"]) == ("outgoing", "t")
    ]

    assert [str(row[0] or b"", "ascii") for row in calls_of(client, query, 0, 1000)] == expected


def test_too_long_a_range_is_refused_with_the_platforms_words(client: HiperusClient) -> None:
    query = BillingQuery(date(2026, 1, 1), date(2026, 10, 31), CallType.OUTGOING, success=True)

    with pytest.raises(RequestRejectedError, match="9 miesi") as info:
        client.billing_page(query, 0, 10)

    assert info.value.platform_message == "Zakres dat nie może przekraczać 9 miesięcy"


def test_an_unknown_action_is_refused(client: HiperusClient) -> None:
    with pytest.raises(RequestRejectedError, match="Nieznana akcja: NoSuchAction"):
        client.rows("NoSuchAction")


def test_an_expired_session_is_renewed_once(client: HiperusClient, peer: Peer) -> None:
    client.check_login()
    peer.expire()
    assert client.rows("GetSubscriptionList") == peer.dump["subscriptions"]
    peer.expire()
    query = BillingQuery(*MONTH, CallType.DISA, success=True)
    assert calls_of(client, query, 0, 1000) == expected_calls(peer, CallType.DISA, "t")


def test_an_account_is_added_and_deleted(client: HiperusClient) -> None:
    fields = {"name": 'Zażółć & <Gęślą> "jaźń" O\'Neil', "issue_invoice": "t"}
    added = client.rows("AddCustomer", fields)[0]["id"]
    stored = client.rows("GetCustomerData", {"id_customer": added})[0]

    assert {name: stored[name] for name in fields} == fields
    assert client.rows("DelCustomer", {"id_customer": added}) == []
    with pytest.raises(RequestRejectedError, match=f"Brak rekordu o identyfikatorze {added}"):
        client.rows("DelCustomer", {"id_customer": added})


def test_an_account_without_a_name_is_refused(client: HiperusClient) -> None:
    with pytest.raises(RequestRejectedError, match="name"):
        client.rows("AddCustomer", {"name": ""})


@pytest.mark.php
def test_php_sees_each_argument_in_its_type(php_peer: Peer) -> None:
    arguments = {"from": "2026-10-01", "offset": 0, "limit": 3, "success_calls": "false"}
    with php_peer.client() as client:
        client.check_login()
        seen = client.rows("EchoTypes", {**arguments, "id_customer": None, "compress": False})

    assert seen == [
        {
            "from": "string",
            "offset": "integer",
            "limit": "integer",
            "success_calls": "boolean",
            "id_customer": "NULL",
            "compress": "boolean",
        }
    ]
