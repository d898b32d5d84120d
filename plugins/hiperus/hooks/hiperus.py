"""The Airflow connection to the Hiperus platform: type `hiperus`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from airflow.sdk import BaseHook, Connection
from airflow.sdk.log import mask_secret

from hiperus.domain.flags import WRITTEN, read_flag
from hiperus.errors import ConfigurationError, HiperusError
from hiperus.soap.client import HiperusClient
from hiperus.soap.limiter import Limiter
from hiperus.soap.settings import DEFAULT_ENDPOINT, PlatformSettings

Credentials = tuple[str, str, str]
"""Login, password and domain."""


class HiperusHook(BaseHook):
    """Makes a client from a connection: host = endpoint URL, login, password, schema = domain.

    Extras (nothing else is accepted): `realm`, `uri`, `timeout`, `connect_timeout`, `page_size`,
    `verify`, `requests_per_10s`; what they mean stands in `PlatformSettings`.
    """

    conn_name_attr = "hiperus_conn_id"
    default_conn_name = "hiperus_default"
    conn_type = "hiperus"
    hook_name = "Hiperus"

    def __init__(
        self,
        hiperus_conn_id: str = default_conn_name,
        *,
        fallback_credentials: Callable[[], Credentials | None] | None = None,
        limiter: Limiter | None = None,
    ) -> None:
        """Remember which connection; it is read by `settings`.

        Args:
            hiperus_conn_id: id of a connection of type `hiperus`.
            fallback_credentials: asked when the connection has no login (LMS's own settings).
            limiter: what keeps the account's rate; by default the one shared by all processes.
        """
        super().__init__()
        self.hiperus_conn_id = hiperus_conn_id
        self._fallback_credentials = fallback_credentials
        self._limiter = limiter

    def get_conn(self) -> HiperusClient:
        """Return a client, as Airflow's hooks call it."""
        return self.get_client()

    def get_client(self) -> HiperusClient:
        """Return a client; it logs in with its first action. Close it, or use it with `with`.

        Raises:
            ConfigurationError: the connection is missing or wrong.
        """
        return HiperusClient(self.settings(), self._limiter)

    def settings(self) -> PlatformSettings:
        """Read the connection.

        Raises:
            ConfigurationError: naming everything that is wrong with it.
        """
        try:
            connection = self.get_connection(self.hiperus_conn_id)
        except Exception as error:  # Airflow has many errors for this, by where it runs.
            raise ConfigurationError(
                f"The connection {self.hiperus_conn_id!r} cannot be read "
                f"({type(error).__name__}): make one of type {self.conn_type!r}."
            ) from error
        login, password, domain = self._credentials(connection)
        mask_secret(password)  # Airflow masks a connection's own, but not LMS's.
        return PlatformSettings(
            login=login,
            password=password,
            domain=domain,
            endpoint=_endpoint(connection.host, connection.port),
            **_extras(connection.extra, self.hiperus_conn_id),
        )

    def test_connection(self) -> tuple[bool, str]:
        """Log in and out; say in one sentence how it went."""
        try:
            with self.get_client() as client:
                state = client.check_login()
        except HiperusError as error:
            return False, str(error)
        offered = {"VoIP": state.has_voip, "WLR": state.has_wlr}
        services = ", ".join(name for name, has in offered.items() if has) or "none named"
        return True, f"Logged in at the Hiperus platform; services: {services}."

    def _credentials(self, connection: Connection) -> Credentials:
        if not connection.login and self._fallback_credentials is not None:
            found = self._fallback_credentials()
            if found is not None:
                return found
        return connection.login or "", connection.password or "", connection.schema or ""


def _endpoint(host: str | None, port: int | None) -> str:
    """Return the endpoint's URL; a bare host name means HTTPS and the usual path."""
    if not host:
        return DEFAULT_ENDPOINT
    url = host if "://" in host else f"https://{host}"
    try:
        has_path = urlsplit(url).path not in ("", "/")
    except ValueError:
        return url  # The settings say what is wrong with it.
    if not has_path:
        with_port = f":{port}" if port else ""
        return f"{url.rstrip('/')}{with_port}{urlsplit(DEFAULT_ENDPOINT).path}"
    return url


def _integer(value: object) -> int:
    return int(str(value))


def _seconds(value: object) -> float:
    return float(str(value))


def _word(value: object) -> str:
    return str(value).strip()


def _flag_or_path(value: object) -> bool | str:
    """Read `verify`: whether certificates are checked, or a CA bundle's path."""
    known = read_flag(str(value), WRITTEN)
    return _word(value) if known is None else known


_EXTRAS: Mapping[str, Callable[[object], Any]] = {
    "realm": _word,
    "uri": _word,
    "timeout": _seconds,
    "connect_timeout": _seconds,
    "page_size": _integer,
    "verify": _flag_or_path,
    "requests_per_10s": _integer,
}


def _extras(text: str | None, connection_id: str) -> dict[str, Any]:
    """Read the extras that are allowed; an empty one means its default."""
    extras = _json_object(text, connection_id)
    problems = [f"{name!r} is unknown" for name in sorted(set(extras) - set(_EXTRAS))]
    read: dict[str, Any] = {}
    for name, value in extras.items():
        if name not in _EXTRAS or value in (None, ""):
            continue
        try:
            read[name] = _EXTRAS[name](value)
        except ValueError:
            problems.append(f"{name!r} must be a number")
    if problems:
        raise ConfigurationError(
            f"The extras of the connection {connection_id!r} are wrong: {'; '.join(problems)}. "
            f"Allowed are {', '.join(_EXTRAS)}."
        )
    return read


def _json_object(text: str | None, connection_id: str) -> dict[str, object]:
    try:
        extras = json.loads(text or "{}")
    except ValueError:
        extras = None
    if not isinstance(extras, dict):
        raise ConfigurationError(
            f"The extras of the connection {connection_id!r} are no JSON object."
        )
    return extras
