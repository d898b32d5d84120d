"""The connection: every way to write it down, and what is wrong with it said in one sentence."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from dev.simulator.no_limiter import NoLimiter
from hiperus.errors import ConfigurationError
from hiperus.hooks.hiperus import HiperusHook
from hiperus.provider import get_provider_info
from hiperus.soap.settings import DEFAULT_ENDPOINT, PlatformSettings

VARIABLE = "AIRFLOW_CONN_HIPERUS_DEFAULT"
PLAIN: dict[str, Any] = {
    "conn_type": "hiperus",
    "login": "demo",
    "password": "t4jne",
    "schema": "example.pl",
}


@pytest.fixture
def connection(monkeypatch: pytest.MonkeyPatch) -> Any:
    def define(**fields: Any) -> None:
        monkeypatch.setenv(VARIABLE, json.dumps(PLAIN | fields))

    return define


def test_a_plain_connection_means_the_defaults(connection: Any) -> None:
    connection()
    expected = PlatformSettings(login="demo", password="t4jne", domain="example.pl")
    assert HiperusHook().settings() == expected


def test_every_extra_is_read_from_json(connection: Any) -> None:
    extras = {
        "realm": "R",
        "uri": "urn:u",
        "timeout": 60,
        "connect_timeout": "2.5",
        "page_size": "100",
        "verify": False,
        "requests_per_10s": 7,
    }
    connection(host="https://platforma.lovo.pl:8080/hiperusapi.php", extra=extras)

    assert HiperusHook().settings() == PlatformSettings(
        login="demo", password="t4jne", domain="example.pl", realm="R", uri="urn:u", timeout=60,
        endpoint="https://platforma.lovo.pl:8080/hiperusapi.php", connect_timeout=2.5,
        page_size=100, verify=False, requests_per_10s=7,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("uri", "endpoint"),
    [
        ("hiperus://demo:t4jne@/example.pl", DEFAULT_ENDPOINT),
        (
            "hiperus://demo:t4jne@https%3A%2F%2Fa.example%3A8080%2Fapi.php/example.pl",
            "https://a.example:8080/api.php",
        ),
        (
            "hiperus://demo:t4jne@a.example:8443/example.pl",
            "https://a.example:8443/hiperusapi.php",
        ),
        ("hiperus://demo:t4jne@a.example/example.pl", "https://a.example/hiperusapi.php"),
    ],
)
def test_a_uri_is_read_too(monkeypatch: pytest.MonkeyPatch, uri: str, endpoint: str) -> None:
    monkeypatch.setenv(VARIABLE, f"{uri}?page_size=10&verify=%2Fetc%2Fca.pem")

    settings = HiperusHook().settings()

    assert (settings.login, settings.password, settings.domain) == ("demo", "t4jne", "example.pl")
    assert settings.endpoint == endpoint
    assert settings.page_size == 10
    assert settings.verify == "/etc/ca.pem"


def test_unknown_and_wrong_extras_are_named_together(connection: Any) -> None:
    connection(extra={"tiemout": 5, "page_size": "many", "timeout": None})

    with pytest.raises(ConfigurationError, match="'tiemout' is unknown; 'page_size' must be"):
        HiperusHook().settings()


def test_extras_that_are_no_json_are_said(connection: Any) -> None:
    connection(extra="{not json")
    with pytest.raises(ConfigurationError):
        HiperusHook().settings()


def test_a_missing_connection_says_which_and_what_to_make(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    with pytest.raises(ConfigurationError, match=r"'other'.*'hiperus'"):
        HiperusHook("other").settings()


def test_without_a_login_the_fallback_is_asked(connection: Any) -> None:
    connection(login="", password="", schema="")
    hook = HiperusHook(fallback_credentials=lambda: ("lms", "other", "lms.example"))

    settings = hook.settings()

    assert (settings.login, settings.password, settings.domain) == ("lms", "other", "lms.example")


@pytest.mark.parametrize("fallback", [None, lambda: None])
def test_without_any_login_all_that_is_missing_is_named(connection: Any, fallback: Any) -> None:
    connection(login="", password="", schema="")
    with pytest.raises(ConfigurationError, match=r"login is missing; password.*domain"):
        HiperusHook(fallback_credentials=fallback).settings()


def test_a_login_needs_no_fallback(connection: Any) -> None:
    def never() -> None:
        raise AssertionError

    connection()
    assert HiperusHook(fallback_credentials=never).settings().login == "demo"


def test_testing_the_connection_says_what_is_wrong(connection: Any) -> None:
    connection(host="nonsense://x")
    assert HiperusHook(limiter=NoLimiter()).test_connection()[0] is False

    connection(host="https://[::1")
    works, words = HiperusHook(limiter=NoLimiter()).test_connection()
    assert not works
    assert "t4jne" not in words


def test_the_form_offers_exactly_the_extras_that_are_allowed(connection: Any) -> None:
    (form,) = get_provider_info()["connection-types"]
    connection(extra=dict.fromkeys(form["conn-fields"]))
    HiperusHook().settings()

    connection(extra={"x": 1})
    with pytest.raises(ConfigurationError) as info:
        HiperusHook().settings()
    allowed = re.search(r"Allowed are (.*)\.", str(info.value))
    assert allowed is not None
    assert allowed[1].split(", ") == list(form["conn-fields"])


def test_airflow_knows_the_connection_type() -> None:
    (form,) = get_provider_info()["connection-types"]
    module, _, name = form["hook-class-name"].rpartition(".")
    assert (module, name) == (HiperusHook.__module__, HiperusHook.__name__)
    assert form["connection-type"] == HiperusHook.conn_type
    assert form["hook-name"] == HiperusHook.hook_name
