"""Where the platform is, who we are there, and how patient and how hungry a client may be."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from hiperus.errors import ConfigurationError

DEFAULT_ENDPOINT = "https://backend.hiperus.pl:8080/hiperusapi.php"
DEFAULT_REALM = "PLATFORM_MNGM"


@dataclass(frozen=True, slots=True)
class PlatformSettings:
    """One reseller account on one platform; checked as a whole when it is made.

    Attributes:
        login: the reseller's user name.
        password: its password; never shown.
        domain: the reseller's domain.
        endpoint: the API's URL.
        uri: the XML namespace, which stays the default endpoint when the API moves to another host.
        realm: the platform's name for this API.
        timeout: seconds to wait for the next byte of an answer; months of calls take minutes.
        connect_timeout: seconds to wait for a connection.
        page_size: calls that one `GetBilling` asks for.
        verify: whether TLS certificates are checked, or the path of a CA bundle to check them with.
        requests_per_10s: requests of the account in 10 s, over all processes; the platform's
            limit is 30.

    Raises:
        ConfigurationError: naming every wrong value at once.
    """

    login: str
    password: str = field(repr=False)
    domain: str
    endpoint: str = DEFAULT_ENDPOINT
    uri: str = DEFAULT_ENDPOINT
    realm: str = DEFAULT_REALM
    timeout: float = 900.0
    connect_timeout: float = 15.0
    page_size: int = 50_000
    verify: bool | str = True
    requests_per_10s: int = 30

    def __post_init__(self) -> None:
        problems = [
            *_missing(self),
            *_url_problems("host", self.endpoint),
            *_range_problems("timeout", self.timeout, 1, 86_400),
            *_range_problems("connect_timeout", self.connect_timeout, 1, 3_600),
            *_range_problems("page_size", self.page_size, 1, 10_000_000),
            *_range_problems("requests_per_10s", self.requests_per_10s, 1, 1_000),
        ]
        if problems:
            raise ConfigurationError(
                f"The connection to the Hiperus platform is not usable: {'; '.join(problems)}. "
                "Correct the connection (hiperus_default, or the one that was named)."
            )

    @property
    def account(self) -> str:
        """What the rate limit is counted by: login, domain and host; no secrets."""
        return f"{self.login}@{self.domain} at {urlsplit(self.endpoint).netloc}"


def _missing(settings: PlatformSettings) -> list[str]:
    needed = ("login", "password", "domain", "uri", "realm")
    return [f"{name} is missing" for name in needed if not getattr(settings, name)]


def _url_problems(name: str, url: str) -> list[str]:
    """Say what is wrong with a URL, without repeating what may be a password inside it."""
    try:
        parts = urlsplit(url)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        return [f"{name} is not a URL"]
    if parts.scheme not in ("http", "https") or not parts.hostname or not port_is_fine:
        return [f"{name} must be a URL such as {DEFAULT_ENDPOINT}"]
    if parts.username or parts.password:
        return [f"{name} must not hold a login or password: they have fields of their own"]
    return []


def _range_problems(name: str, value: float, low: float, high: float) -> list[str]:
    if not low <= value <= high:
        return [f"{name} must be between {low} and {high}, not {value}"]
    return []
