"""HTTP under zeep: streams answers, never retries by itself, logs no bodies, downloads nothing."""

# mypy: disallow-untyped-calls=False

from __future__ import annotations

import ipaddress
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

import requests
import urllib3
from requests import Response
from zeep import Transport

from hiperus import __version__
from hiperus.errors import ConfigurationError
from hiperus.soap.http_failures import FOREIGN_ERRORS, translated
from hiperus.soap.settings import PlatformSettings

log = logging.getLogger(__name__)


class PlatformTransport(Transport):
    """zeep's transport with our rules.

    A failed request is not repeated here: nobody knows whether a write took effect.
    """

    def __init__(self, settings: PlatformSettings) -> None:
        """Open a connection pool of its own; `close` ends it."""
        super().__init__(session=requests.Session())
        self.session.adapters.pop("file://", None)
        self.session.headers["User-Agent"] = f"hiperus-airflow/{__version__}"
        self._verify = _usable(settings)
        self._timeouts = (settings.connect_timeout, settings.timeout)
        self.action = ""

    def post(self, address: str, message: bytes, headers: Mapping[str, str]) -> Response:
        """Post one request; the body of its answer is still to be read.

        Raises:
            PlatformError: no answer.
            ConfigurationError: the address or certificate cannot be used.
        """
        try:
            return self.session.post(
                address,
                data=message,
                headers=dict(headers),
                timeout=self._timeouts,
                # Given with each request: the session's own would give way to REQUESTS_CA_BUNDLE.
                verify=self._verify,
                stream=True,
                # A redirect would carry the password elsewhere, and turn the POST into a GET.
                allow_redirects=False,
            )
        except FOREIGN_ERRORS as error:
            raise translated(error, self.action, address) from error

    def get(self, address: str, params: object, headers: object) -> NoReturn:
        """Refuse: the platform is only ever posted to."""
        raise ConfigurationError(f"Nothing is fetched from {address}: only posts are sent.")

    def load(self, url: object) -> NoReturn:
        """Refuse: the WSDL is bundled, and schemas that an answer names are not wanted."""
        raise ConfigurationError(f"The document {url!r} is not downloaded; the WSDL is bundled.")

    def close(self) -> None:
        """Close the pooled connections."""
        self.session.close()


def _usable(settings: PlatformSettings) -> bool | str:
    """Return how certificates are checked; where nobody checks, say so.

    Raises:
        ConfigurationError: there is no such CA bundle.
    """
    where, verify = urlsplit(settings.endpoint), settings.verify
    if isinstance(verify, str) and not Path(verify).exists():
        raise ConfigurationError(
            f"The CA bundle {verify} does not exist on this machine: correct the extra 'verify' of "
            "the connection, or put the file there."
        )
    if where.scheme == "http" and not _is_this_machine(where.hostname or ""):
        log.warning(
            "The platform at %s is reached without TLS: whoever is on the way can read and change "
            "everything, the password too. Use https.",
            where.netloc,
        )
    elif verify is False:
        # Said once here instead of by urllib3 with every request.
        urllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)
        log.warning(
            "The certificate of %s is NOT checked (verify is false): whoever is on the way can "
            "pretend to be the platform and read the password. Give its CA bundle in 'verify'.",
            where.netloc,
        )
    return verify


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
