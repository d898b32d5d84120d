"""Builds the SOAP request with zeep, from the bundled WSDL; nothing is ever downloaded.

zeep knows neither `SOAP-ENC:Struct` nor Apache maps and would fetch their schemas, so it is only
given what it can write, and never an answer to read.
"""

# mypy: disallow-untyped-calls=False
# (zeep has no annotations)

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree
from requests import Response
from zeep import Client, Plugin, Settings, Transport, xsd
from zeep.exceptions import Error as ZeepError

from hiperus.errors import ConfigurationError, InvalidParameterError
from hiperus.soap.arguments import Argument, typed_arguments
from hiperus.soap.settings import DEFAULT_ENDPOINT, PlatformSettings

ENCODING = "http://schemas.xmlsoap.org/soap/encoding/"
ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/"
_BINDING = "hiperusBinding"


class _EncodingStyle(Plugin):
    """Marks the envelope as RPC/encoded, as PHP's own client does."""

    def egress(
        self, envelope: etree._Element, http_headers: dict[str, str], operation: Any, options: Any
    ) -> tuple[etree._Element, dict[str, str]]:
        envelope.set(f"{{{ENVELOPE}}}encodingStyle", ENCODING)
        return envelope, http_headers


class Envelope:
    """Turns (action, arguments, session id) into requests of one platform."""

    def __init__(self, settings: PlatformSettings, transport: Transport) -> None:
        """Read the bundled WSDL and bind it to the connection's address and namespace."""
        self._realm = settings.realm
        self._client = Client(
            io.BytesIO(_wsdl(settings.uri)),
            transport=transport,
            plugins=[_EncodingStyle()],
            settings=Settings(raw_response=True, forbid_dtd=True, forbid_external=True),
        )
        self._service = self._client.create_service(
            f"{{{settings.uri}}}{_BINDING}", settings.endpoint
        )

    def send(
        self, action: str, arguments: Mapping[str, object], session_id: str | None
    ) -> Response:
        """Send one request; its answer's body has not been read yet.

        Raises:
            InvalidParameterError: an argument that cannot be written as XML.
            PlatformError: what the transport makes of HTTP's failures.
        """
        try:
            response = self._service.request(*self._parameters(action, arguments, session_id))
        except (ValueError, TypeError, ZeepError) as error:
            raise _unwritable(action, error) from None
        assert isinstance(response, Response)  # noqa: S101
        return response

    def build(
        self, action: str, arguments: Mapping[str, object], session_id: str | None
    ) -> etree._Element:
        """Return the request as XML, without sending it.

        Raises:
            InvalidParameterError: an argument that cannot be written as XML.
        """
        try:
            parameters = self._parameters(action, arguments, session_id)
            message = self._client.create_message(self._service, "request", *parameters)
        except (ValueError, TypeError, ZeepError) as error:
            raise _unwritable(action, error) from None
        assert isinstance(message, etree._Element)  # noqa: S101
        return message

    def _parameters(
        self, action: str, arguments: Mapping[str, object], session_id: str | None
    ) -> list[xsd.AnyObject]:
        struct = _struct(typed_arguments(action, arguments))
        return [_value(self._realm), _value(action), struct, _value(session_id)]


@cache
def _wsdl(uri: str) -> bytes:
    """Return the bundled WSDL with the connection's namespace in it."""
    text = resources.files("hiperus.soap").joinpath("hiperus.wsdl").read_text("utf-8")
    wsdl = text.replace(DEFAULT_ENDPOINT, escape(uri, {'"': "&quot;"})).encode()
    try:
        etree.fromstring(wsdl)
    except etree.XMLSyntaxError:
        raise ConfigurationError(
            f"The uri {uri!r} of the Hiperus connection cannot be an XML namespace: correct it."
        ) from None
    return wsdl


def _value(value: Argument) -> xsd.AnyObject:
    """Wrap one value so that zeep writes its `xsi:type`, or `xsi:nil`."""
    if value is None:
        return xsd.AnyObject(None, None)
    if isinstance(value, bool):
        return xsd.AnyObject(xsd.Boolean(), value)
    if isinstance(value, int):
        return xsd.AnyObject(xsd.Int(), value)
    return xsd.AnyObject(xsd.String(), value)


def _struct(arguments: Mapping[str, Argument]) -> xsd.AnyObject:
    """Wrap named values as a `SOAP-ENC:Struct`, in their order."""
    elements = [xsd.Element(name, xsd.AnyType(), nillable=True) for name in arguments]
    struct = xsd.ComplexType(xsd.Sequence(elements), qname=etree.QName(ENCODING, "Struct"))
    fields = {name: _value(value) for name, value in arguments.items()}
    return xsd.AnyObject(struct, struct(**fields))


def _unwritable(action: str, error: Exception) -> InvalidParameterError:
    """Say that zeep or lxml would not write a value; their words may hold it, ours do not."""
    return InvalidParameterError(
        f"{action} cannot be asked: an argument's name or value cannot be written as XML "
        f"({type(error).__name__}); look for control characters in it."
    )
