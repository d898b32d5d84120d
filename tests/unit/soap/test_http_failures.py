"""No error of the HTTP libraries leaves the package: each becomes one of ours."""

from __future__ import annotations

import http.client
import inspect
import ssl
from collections.abc import Iterator

import pytest
import requests
import urllib3

from hiperus.errors import (
    ConfigurationError,
    HiperusError,
    IncompleteAnswerError,
    PlatformError,
    ResponseFormatError,
    TransportError,
)
from hiperus.soap.http_failures import FOREIGN_ERRORS, translated
from hiperus.soap.settings import PlatformSettings
from hiperus.soap.transport import PlatformTransport

ADDRESS = "https://example.test/api.php"


def every_error() -> Iterator[type[Exception]]:
    for module in (requests.exceptions, urllib3.exceptions, http.client):
        for _, kind in inspect.getmembers(module, inspect.isclass):
            is_error = issubclass(kind, Exception) and not issubclass(kind, Warning)
            if is_error and kind.__module__ == module.__name__:
                yield kind


def made(kind: type[Exception]) -> Exception:
    """Make an error without its constructor, which each library has its own of."""
    error = kind.__new__(kind)
    error.args = ("https://login:t4jne@example.test/",)
    return error


@pytest.mark.parametrize("kind", sorted(set(every_error()), key=str), ids=str)
def test_every_error_of_the_libraries_becomes_ours(
    kind: type[Exception], settings: PlatformSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    transport = PlatformTransport(settings)
    transport.action = "GetBilling"

    def fail(*_args: object, **_kwargs: object) -> None:
        raise made(kind)

    monkeypatch.setattr(transport.session, "post", fail)
    with pytest.raises(HiperusError) as info:
        transport.post(ADDRESS, b"", {})
    assert isinstance(info.value, PlatformError | ConfigurationError)
    assert "GetBilling" in str(info.value)
    assert "t4jne" not in str(info.value)


@pytest.mark.parametrize(
    ("error", "expected", "words"),
    [
        (requests.exceptions.ConnectTimeout(), TransportError, "no connection in time"),
        (requests.exceptions.ReadTimeout(), TransportError, "no answer in time"),
        (requests.ConnectionError(ConnectionRefusedError()), TransportError, "refused"),
        (requests.ConnectionError(ConnectionResetError()), TransportError, "reset"),
        (requests.exceptions.SSLError(ssl.SSLError()), TransportError, "TLS"),
        (
            requests.exceptions.SSLError(ssl.SSLCertVerificationError()),
            ConfigurationError,
            "certificate",
        ),
        (requests.exceptions.InvalidURL(), ConfigurationError, "address"),
        (requests.exceptions.ChunkedEncodingError(), IncompleteAnswerError, "cut off"),
        (requests.exceptions.ContentDecodingError(), ResponseFormatError, "unpacked"),
        (OSError(113, "No route to host"), TransportError, "connection failed"),
    ],
)
def test_the_reason_is_said_in_words(
    error: Exception, expected: type[HiperusError], words: str
) -> None:
    assert isinstance(error, FOREIGN_ERRORS)
    found = translated(error, "Login", ADDRESS)
    assert type(found) is expected
    assert words in str(found)
