"""The Airflow connection, tried as Airflow's test button tries it."""

from __future__ import annotations

import json

import pytest

from dev.simulator.no_limiter import NoLimiter
from hiperus.hooks.hiperus import HiperusHook

from .conftest import Peer


def define(monkeypatch: pytest.MonkeyPatch, peer: Peer, password: str) -> None:
    connection = {
        "conn_type": "hiperus",
        "host": peer.url,
        "login": "demo",
        "password": password,
        "schema": "example.pl",
    }
    monkeypatch.setenv("AIRFLOW_CONN_HIPERUS_DEFAULT", json.dumps(connection))


def test_a_good_connection_is_told_what_the_account_has(
    monkeypatch: pytest.MonkeyPatch, peer: Peer
) -> None:
    define(monkeypatch, peer, "demo123")
    found = HiperusHook(limiter=NoLimiter()).test_connection()
    assert found == (True, "Logged in at the Hiperus platform; services: VoIP, WLR.")


def test_a_wrong_password_is_told_without_being_shown(
    monkeypatch: pytest.MonkeyPatch, peer: Peer
) -> None:
    define(monkeypatch, peer, "t4jne")
    works, words = HiperusHook(limiter=NoLimiter()).test_connection()
    assert not works
    assert "Nieprawidłowy login" in words
    assert "t4jne" not in words


def test_a_client_from_the_connection_lists_accounts(
    monkeypatch: pytest.MonkeyPatch, peer: Peer
) -> None:
    define(monkeypatch, peer, "demo123")
    with HiperusHook(limiter=NoLimiter()).get_client() as client:
        assert len(client.rows("GetCustomerList")) == len(peer.dump["accounts"])
