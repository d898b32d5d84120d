"""HTTP under zeep: streams answers, never retries by itself, logs no bodies, downloads nothing."""

# mypy: disallow-untyped-calls=False

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn

import requests
from requests import Response
from zeep import Transport

from hiperus import __version__
from hiperus.errors import ConfigurationError
from hiperus.soap.http_failures import FOREIGN_ERRORS, translated
from hiperus.soap.settings import PlatformSettings


class PlatformTransport(Transport):
    """zeep's transport with our rules.

    A failed request is not repeated here: nobody knows whether a write took effect.
    """

    def __init__(self, settings: PlatformSettings) -> None:
        """Open a connection pool of its own; `close` ends it."""
        super().__init__(session=requests.Session())
        self.session.adapters.pop("file://", None)
        self.session.headers["User-Agent"] = f"hiperus-airflow/{__version__}"
        self.session.verify = settings.verify
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
