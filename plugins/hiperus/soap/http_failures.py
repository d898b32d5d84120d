"""Turns everything that requests, urllib3 and the socket raise into the project's errors."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Iterator

import requests
import urllib3
from requests import Response

from hiperus.errors import (
    ConfigurationError,
    HiperusError,
    IncompleteAnswerError,
    PlatformError,
    RateLimitedError,
    ResponseFormatError,
    TransportError,
)

_MALFORMED_REQUEST = (
    requests.exceptions.MissingSchema,
    requests.exceptions.InvalidSchema,
    requests.exceptions.InvalidURL,
    requests.exceptions.InvalidHeader,
    requests.exceptions.InvalidProxyURL,
    urllib3.exceptions.LocationValueError,
    urllib3.exceptions.ProxySchemeUnsupported,
)
_UNREADABLE_BODY = (
    requests.exceptions.ContentDecodingError,
    urllib3.exceptions.DecodeError,
)
_CUT_OFF = (
    requests.exceptions.ChunkedEncodingError,
    urllib3.exceptions.IncompleteRead,
    urllib3.exceptions.InvalidChunkLength,
    http.client.IncompleteRead,
)
FOREIGN_ERRORS: tuple[type[Exception], ...] = (
    requests.RequestException,
    urllib3.exceptions.HTTPError,
    urllib3.exceptions.ProxySchemeUnsupported,
    http.client.HTTPException,
    OSError,
)
"""What may come out of an HTTP exchange; nothing of it leaves this package."""

_OK = 200
_REQUEST_TIMEOUT = 408
_TOO_MANY_REQUESTS = 429
_SERVER_ERROR = 500


def translated(error: Exception, action: str, endpoint: str) -> HiperusError:
    """Return the project's error for one of `FOREIGN_ERRORS`."""
    where = f"{action} at {endpoint}"
    if any(isinstance(e, ssl.SSLCertVerificationError) for e in _chain(error)):
        return ConfigurationError(
            f"The certificate of the platform is not trusted ({where}): check the connection's "
            "host, or give its CA bundle in the extra 'verify'."
        )
    if isinstance(error, _MALFORMED_REQUEST):
        return ConfigurationError(
            f"The platform's address or proxy cannot be used ({where}): {type(error).__name__}."
        )
    if isinstance(error, _CUT_OFF):
        return IncompleteAnswerError(
            f"The platform's answer was cut off ({where}); the next attempt asks again.",
            action=action,
        )
    if isinstance(error, _UNREADABLE_BODY):
        return ResponseFormatError(
            f"The platform's answer cannot be unpacked ({where}): wrong Content-Encoding.",
            action=action,
        )
    return TransportError(
        f"The platform cannot be reached: {_reason(error)} ({where}).", action=action
    )


def check_status(response: Response, action: str, endpoint: str) -> None:
    """Let an answer pass that may hold SOAP: status 200, or 5xx with XML (a Fault).

    Raises:
        PlatformError: by the status.
    """
    status, where = response.status_code, f"{action} at {endpoint}"
    if status == _OK or (status >= _SERVER_ERROR and is_xml(response)):
        return
    if status == _TOO_MANY_REQUESTS:
        raise RateLimitedError(f"Too many requests (HTTP 429, {where}); wait.", action=action)
    if status >= _SERVER_ERROR or status == _REQUEST_TIMEOUT:
        raise TransportError(
            f"HTTP {status} without a SOAP answer ({where}); the platform or a proxy has trouble.",
            action=action,
        )
    raise ResponseFormatError(
        f"HTTP {status} instead of an answer ({where}): is this the API's address?", action=action
    )


def is_xml(response: Response) -> bool:
    """Say whether the answer calls itself XML."""
    return "xml" in response.headers.get("Content-Type", "").lower()


def body_chunks(response: Response, action: str, endpoint: str, size: int) -> Iterator[bytes]:
    """Yield the answer's body as it arrives, and close the answer whatever happens.

    Raises:
        PlatformError: the connection failed, or a proxy's page came instead of XML.
    """
    is_first = True
    try:
        for chunk in response.iter_content(size):
            if is_first and _is_page(chunk, response):
                raise page_error(action, endpoint)
            is_first = False
            yield chunk
    except FOREIGN_ERRORS as error:
        raise translated(error, action, endpoint) from error
    finally:
        response.close()
    if is_first:
        raise TransportError(f"The answer is empty ({action} at {endpoint}).", action=action)


def page_error(action: str, endpoint: str) -> PlatformError:
    """Return the error for a web page where an answer should be."""
    return TransportError(
        f"A web page came instead of an answer ({action} at {endpoint}): a proxy, or maintenance.",
        action=action,
    )


def _is_page(chunk: bytes, response: Response) -> bool:
    start = chunk[:256].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    html_type = "html" in response.headers.get("Content-Type", "").lower()
    is_html = start.startswith((b"<!doctype html", b"<html", b"<head", b"<body"))
    return is_html or (html_type and not start.startswith(b"<?xml"))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and those it wraps, however the library nested them."""
    seen: set[int] = set()
    pending = [error]
    while pending:
        current = pending.pop()
        if not isinstance(current, BaseException) or id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        nested = [current.__cause__, current.__context__, getattr(current, "reason", None)]
        pending += [*nested, *(a for a in current.args if isinstance(a, BaseException))]


_REASONS: tuple[tuple[tuple[type[BaseException], ...], str], ...] = (
    ((urllib3.exceptions.NameResolutionError,), "its host name is unknown"),
    ((ConnectionRefusedError,), "the connection is refused"),
    ((ConnectionResetError, BrokenPipeError), "the connection was reset"),
    ((urllib3.exceptions.NewConnectionError,), "no connection can be made"),
    ((urllib3.exceptions.ConnectTimeoutError, requests.ConnectTimeout), "no connection in time"),
    (
        (urllib3.exceptions.ReadTimeoutError, requests.ReadTimeout, TimeoutError),
        "no answer in time (extra 'timeout')",
    ),
    ((http.client.RemoteDisconnected,), "the connection was closed without an answer"),
    ((ssl.SSLError,), "the TLS connection failed"),
    ((requests.exceptions.ProxyError,), "the proxy failed"),
)


def _reason(error: Exception) -> str:
    chain = list(_chain(error))
    for kinds, words in _REASONS:
        if any(isinstance(e, kinds) for e in chain):
            return words
    return f"the connection failed ({type(error).__name__})"
