"""How people sign in to Airflow: environment variables in, settings of Airflow's FAB out.

By passwords that Airflow keeps itself, or by a directory (LDAP), or by an OpenID Connect provider.
`include/setup/webserver_config.py` is the file that FAB reads them from.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from enum import IntEnum
from typing import Any
from urllib.parse import urlsplit

from hiperus.errors import ConfigurationError

KIND, GROUPS, DEFAULT_ROLE = (
    "HIPERUS_SIGN_IN",
    "HIPERUS_SIGN_IN_ROLES",
    "HIPERUS_SIGN_IN_DEFAULT_ROLE",
)
NOBODY_IN = "Nobody can sign in until this is mended."
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
Environment = Mapping[str, str]


class SignIn(IntEnum):
    """Who checks that somebody is who they say, with FAB's own numbers (`AUTH_TYPE`)."""

    PASSWORDS = 1
    LDAP = 2
    OPENID = 4


def fab_settings(environment: Environment) -> dict[str, Any]:
    """Return what FAB's configuration file holds, by its own names.

    Raises:
        ConfigurationError: a variable is missing or cannot be understood; it is named.
    """
    kind = _kind(environment)
    found: dict[str, Any] = {"AUTH_TYPE": int(kind)}
    if kind is SignIn.PASSWORDS:
        return {**found, "AUTH_USER_REGISTRATION": False}
    more = {SignIn.LDAP: _ldap, SignIn.OPENID: _openid}[kind]
    return {**found, **_roles(environment), **more(environment)}


def _kind(environment: Environment) -> SignIn:
    text = environment.get(KIND) or "passwords"
    try:
        return SignIn[text.upper()]
    except KeyError:
        raise _wrong(KIND, text, "passwords, ldap or openid") from None


def _roles(environment: Environment) -> dict[str, Any]:
    """Return who gets an account and which roles: those of the groups, anew at every sign-in."""
    return {
        "AUTH_USER_REGISTRATION": True,
        "AUTH_USER_REGISTRATION_ROLE": environment.get(DEFAULT_ROLE) or "Public",
        "AUTH_ROLES_SYNC_AT_LOGIN": True,
        "AUTH_ROLES_MAPPING": _mapping(_needed(environment, GROUPS)),
    }


def _mapping(text: str) -> dict[str, list[str]]:
    example = 'JSON such as {"name of a group": ["Viewer"]}'
    try:
        found = json.loads(text)
    except ValueError:
        raise _wrong(GROUPS, text, example) from None
    if not isinstance(found, dict) or not found or not all(map(_is_names, found.values())):
        raise _wrong(GROUPS, text, example)
    return found


def _is_names(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, str) and v for v in value)


def _ldap(environment: Environment) -> dict[str, Any]:
    server = _address(environment, "HIPERUS_LDAP_SERVER", {"ldap", "ldaps"})
    starts_tls = _is_on(environment, "HIPERUS_LDAP_START_TLS", server.startswith("ldap://"))
    if (
        server.startswith("ldap://")
        and not starts_tls
        and urlsplit(server).hostname not in LOOPBACK
    ):
        raise _wrong("HIPERUS_LDAP_START_TLS", "off", "on: passwords would cross the net in clear")
    return {
        "AUTH_LDAP_SERVER": server,
        "AUTH_LDAP_USE_TLS": starts_tls,
        "AUTH_LDAP_TLS_DEMAND": True,
        "AUTH_LDAP_ALLOW_SELF_SIGNED": False,
        "AUTH_LDAP_TLS_CACERTFILE": environment.get("HIPERUS_LDAP_CA_FILE", ""),
        "AUTH_LDAP_BIND_USER": _needed(environment, "HIPERUS_LDAP_BIND_USER"),
        "AUTH_LDAP_BIND_PASSWORD": _needed(environment, "HIPERUS_LDAP_BIND_PASSWORD"),
        "AUTH_LDAP_SEARCH": _needed(environment, "HIPERUS_LDAP_SEARCH"),
        "AUTH_LDAP_SEARCH_FILTER": _filter(environment),
        "AUTH_LDAP_UID_FIELD": environment.get("HIPERUS_LDAP_UID_FIELD") or "uid",
        "AUTH_LDAP_GROUP_FIELD": environment.get("HIPERUS_LDAP_GROUP_FIELD") or "memberOf",
    }


def _filter(environment: Environment) -> str:
    name = "HIPERUS_LDAP_FILTER"
    text = environment.get(name, "")
    if text and not re.fullmatch(r"\(.+\)", text):
        raise _wrong(name, text, "a filter in parentheses, such as (objectClass=person)")
    return text


def _openid(environment: Environment) -> dict[str, Any]:
    """Return one provider; its name is none that FAB treats in a way of its own."""
    scope = environment.get("HIPERUS_OPENID_SCOPE") or "openid email profile"
    if "openid" not in scope.split():
        raise _wrong("HIPERUS_OPENID_SCOPE", scope, "scopes with openid among them")
    client = {
        "client_id": _needed(environment, "HIPERUS_OPENID_CLIENT_ID"),
        "client_secret": _needed(environment, "HIPERUS_OPENID_CLIENT_SECRET"),
        "server_metadata_url": _address(environment, "HIPERUS_OPENID_CONFIGURATION", {"https"}),
        "client_kwargs": {"scope": scope, "code_challenge_method": "S256"},
    }
    provider = {"name": "openid", "icon": "fa-key", "token_key": "access_token"}
    return {"OAUTH_PROVIDERS": [{**provider, "remote_app": client}]}


def _address(environment: Environment, name: str, schemes: set[str]) -> str:
    """Return an address; over plain HTTP only on this machine."""
    text = _needed(environment, name)
    parts = urlsplit(text)
    is_here = parts.scheme == "http" and "https" in schemes and parts.hostname in LOOPBACK
    if not parts.hostname or (parts.scheme not in schemes and not is_here):
        raise _wrong(name, text, " or ".join(f"{s}://…" for s in sorted(schemes)))
    return text


def _is_on(environment: Environment, name: str, default: bool) -> bool:
    text = environment.get(name) or ("on" if default else "off")
    if text not in {"on", "off"}:
        raise _wrong(name, text, "on or off")
    return text == "on"


def _needed(environment: Environment, name: str) -> str:
    if value := environment.get(name):
        return value
    kind = environment.get(KIND)
    raise ConfigurationError(f"{name} is missing, which {KIND}={kind} needs.").leaving(NOBODY_IN)


def _wrong(name: str, value: str, wanted: str) -> ConfigurationError:
    message = f"{name} is {value!r}; it must be {wanted}."
    return ConfigurationError(message).leaving(NOBODY_IN)
