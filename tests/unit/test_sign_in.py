"""Environment variables become the settings of Airflow's FAB; what is wrong is named."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import pytest
from airflow.providers.fab.auth_manager.security_manager import override as fab

from hiperus.errors import ConfigurationError
from hiperus.sign_in import SignIn, fab_settings

CONFIG_FILE = Path(__file__).parents[2] / "include" / "setup" / "webserver_config.py"
GROUPS = {"cn=billing,ou=groups,dc=example,dc=pl": ["User"], "admins": ["Admin", "Op"]}
LDAP = {
    "HIPERUS_SIGN_IN": "ldap",
    "HIPERUS_SIGN_IN_ROLES": json.dumps(GROUPS),
    "HIPERUS_LDAP_SERVER": "ldap://directory.example.pl",
    "HIPERUS_LDAP_BIND_USER": "cn=airflow,dc=example,dc=pl",
    "HIPERUS_LDAP_BIND_PASSWORD": "the directory's",
    "HIPERUS_LDAP_SEARCH": "ou=people,dc=example,dc=pl",
}
OPENID = {
    "HIPERUS_SIGN_IN": "openid",
    "HIPERUS_SIGN_IN_ROLES": json.dumps(GROUPS),
    "HIPERUS_OPENID_CONFIGURATION": "https://login.example.pl/.well-known/openid-configuration",
    "HIPERUS_OPENID_CLIENT_ID": "airflow",
    "HIPERUS_OPENID_CLIENT_SECRET": "the provider's",
}


def test_without_settings_airflow_keeps_the_passwords_and_nobody_registers_himself() -> None:
    assert fab_settings({}) == {"AUTH_TYPE": fab.AUTH_DB, "AUTH_USER_REGISTRATION": False}
    assert fab_settings({"HIPERUS_SIGN_IN": ""}) == fab_settings({})


def test_the_kinds_have_fab_s_numbers() -> None:
    assert (SignIn.LDAP, SignIn.OPENID) == (fab.AUTH_LDAP, fab.AUTH_OAUTH)


@pytest.mark.parametrize("given", [LDAP, OPENID], ids=["ldap", "openid"])
def test_roles_come_from_groups_anew_at_every_sign_in(given: dict[str, str]) -> None:
    found = fab_settings(given)
    assert found["AUTH_ROLES_MAPPING"] == GROUPS
    assert found["AUTH_ROLES_SYNC_AT_LOGIN"] is True
    assert found["AUTH_USER_REGISTRATION"] is True
    assert found["AUTH_USER_REGISTRATION_ROLE"] == "Public"  # who may see nothing
    more = {**given, "HIPERUS_SIGN_IN_DEFAULT_ROLE": "Viewer"}
    assert fab_settings(more)["AUTH_USER_REGISTRATION_ROLE"] == "Viewer"


def test_a_directory_is_asked_over_tls_with_its_certificate_checked() -> None:
    found = fab_settings({**LDAP, "HIPERUS_LDAP_UID_FIELD": "sAMAccountName"})
    assert found["AUTH_TYPE"] == fab.AUTH_LDAP
    assert found["AUTH_LDAP_SERVER"] == LDAP["HIPERUS_LDAP_SERVER"]
    assert found["AUTH_LDAP_USE_TLS"] is found["AUTH_LDAP_TLS_DEMAND"] is True
    assert found["AUTH_LDAP_ALLOW_SELF_SIGNED"] is False
    assert found["AUTH_LDAP_UID_FIELD"] == "sAMAccountName"
    over_tls = {**LDAP, "HIPERUS_LDAP_SERVER": "ldaps://directory.example.pl"}
    assert fab_settings(over_tls)["AUTH_LDAP_USE_TLS"] is False  # it is TLS already


def test_a_directory_on_this_machine_needs_no_tls() -> None:
    here = {**LDAP, "HIPERUS_LDAP_SERVER": "ldap://127.0.0.1:389", "HIPERUS_LDAP_START_TLS": "off"}
    assert fab_settings(here)["AUTH_LDAP_USE_TLS"] is False


def test_a_provider_is_asked_with_proof_of_who_asked() -> None:
    found = fab_settings(OPENID)
    assert found["AUTH_TYPE"] == fab.AUTH_OAUTH
    (provider,) = found["OAUTH_PROVIDERS"]
    client = provider["remote_app"]
    assert client["server_metadata_url"] == OPENID["HIPERUS_OPENID_CONFIGURATION"]
    assert (client["client_id"], client["client_secret"]) == ("airflow", "the provider's")
    assert client["client_kwargs"] == {
        "scope": "openid email profile",
        "code_challenge_method": "S256",
    }


WRONG = [
    ({"HIPERUS_SIGN_IN": "ldpa"}, "HIPERUS_SIGN_IN is 'ldpa'"),
    ({**LDAP, "HIPERUS_LDAP_SERVER": "directory"}, "HIPERUS_LDAP_SERVER is 'directory'"),
    ({**LDAP, "HIPERUS_LDAP_START_TLS": "off"}, "HIPERUS_LDAP_START_TLS is 'off'"),
    ({**LDAP, "HIPERUS_LDAP_START_TLS": "tak"}, "HIPERUS_LDAP_START_TLS is 'tak'"),
    ({**LDAP, "HIPERUS_LDAP_FILTER": "uid=1"}, "HIPERUS_LDAP_FILTER is 'uid=1'"),
    ({**LDAP, "HIPERUS_SIGN_IN_ROLES": "{"}, "HIPERUS_SIGN_IN_ROLES is '{'"),
    ({**LDAP, "HIPERUS_SIGN_IN_ROLES": "{}"}, "HIPERUS_SIGN_IN_ROLES is '{}'"),
    ({**LDAP, "HIPERUS_SIGN_IN_ROLES": '{"a": "Op"}'}, "HIPERUS_SIGN_IN_ROLES is"),
    ({**LDAP, "HIPERUS_SIGN_IN_ROLES": '["Op"]'}, "HIPERUS_SIGN_IN_ROLES is"),
    (
        {**OPENID, "HIPERUS_OPENID_CONFIGURATION": "http://login.example.pl/"},
        "HIPERUS_OPENID_CONFIGURATION is 'http://login.example.pl/'",
    ),
    ({**OPENID, "HIPERUS_OPENID_SCOPE": "email"}, "HIPERUS_OPENID_SCOPE is 'email'"),
]
MISSING = [
    (given, name)
    for given in (LDAP, OPENID)
    for name in given
    if name not in {"HIPERUS_SIGN_IN", "HIPERUS_LDAP_START_TLS"}
]


@pytest.mark.parametrize(("given", "said"), WRONG, ids=range(len(WRONG)))
def test_a_wrong_setting_is_named(given: dict[str, str], said: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        fab_settings(given)
    assert str(caught.value).startswith(said)
    assert "Nobody can sign in until this is mended." in str(caught.value)


@pytest.mark.parametrize(("given", "name"), MISSING, ids=range(len(MISSING)))
def test_a_missing_setting_is_named_and_no_secret_is_told(given: dict[str, str], name: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        fab_settings({**given, name: ""})
    assert str(caught.value).startswith(f"{name} is missing")
    assert "the directory's" not in str(caught.value)
    assert "the provider's" not in str(caught.value)


def _read(monkeypatch: pytest.MonkeyPatch, given: dict[str, str]) -> Any:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    found = runpy.run_path(str(CONFIG_FILE))
    return {name: value for name, value in found.items() if name.isupper()}  # as FAB takes it


@pytest.mark.parametrize("given", [{}, OPENID], ids=["passwords", "openid"])
def test_fab_s_file_holds_the_settings_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str]
) -> None:
    assert _read(monkeypatch, given) == fab_settings(given)


def test_fab_s_file_says_what_a_directory_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(ConfigurationError, match="python-ldap is not installed"):
        _read(monkeypatch, LDAP)
