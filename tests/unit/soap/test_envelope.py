"""Every captured request is reproduced: the same values, in the same types."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from hiperus.errors import ConfigurationError, InvalidParameterError
from hiperus.soap.envelope import Envelope
from hiperus.soap.settings import DEFAULT_ENDPOINT, PlatformSettings
from hiperus.soap.transport import PlatformTransport

XSI = "http://www.w3.org/2001/XMLSchema-instance"
REQUESTS = sorted(Path(__file__).parents[2].glob("fixtures/wire/*.request.xml"))

# What a caller says for each captured request; types are for the envelope to find.
ARGUMENTS: dict[str, dict[str, object]] = {
    "GetCustomerList": {},
    "GetBilling.limit3": {
        "from": "2016-03-10",
        "to": "2016-03-10",
        "offset": "0",
        "limit": 3,
        "compress": False,
        "success_calls": "t",
        "calltype": "outgoing",
    },
}


def described(element: etree._Element) -> tuple[str, str, str | None]:
    """Return an element's local name, its type by namespace, and its text."""
    if element.get(f"{{{XSI}}}nil") == "true":
        return etree.QName(element).localname, "nil", None
    prefix, _, local = element.get(f"{{{XSI}}}type", "").rpartition(":")
    return etree.QName(element).localname, f"{{{element.nsmap[prefix]}}}{local}", element.text or ""


def parameters(message: etree._Element) -> tuple[list[object], dict[str, object]]:
    """Return a request's parameters, and the fields of its struct."""
    request = message[0][0]
    struct = {d[0]: d[1:] for d in map(described, request[2])}
    own = [described(p)[1:] if i != 2 else described(p)[1] for i, p in enumerate(request)]
    return [etree.QName(request).text, len(request), *own], struct


def plain_arguments(message: etree._Element) -> dict[str, object]:
    """Return a captured request's arguments as a caller would give them: texts, or None."""
    request = message[0][0]
    return {
        child.tag: None if child.get(f"{{{XSI}}}nil") else child.text or "" for child in request[2]
    }


@pytest.mark.parametrize("path", REQUESTS, ids=lambda path: path.name.removesuffix(".request.xml"))
def test_a_captured_request_is_reproduced(path: Path, settings: PlatformSettings) -> None:
    captured = etree.parse(path).getroot()
    name = path.name.removesuffix(".request.xml")
    arguments = ARGUMENTS.get(name, plain_arguments(captured))
    session = captured[0][0][3].text

    envelope = Envelope(settings, PlatformTransport(settings))
    built = envelope.build(name.partition(".")[0], arguments, session)

    assert parameters(built) == parameters(captured)
    assert built.get("{http://schemas.xmlsoap.org/soap/envelope/}encodingStyle") == captured.get(
        "{http://schemas.xmlsoap.org/soap/envelope/}encodingStyle"
    )


def test_another_namespace_reaches_body_and_header(settings: PlatformSettings) -> None:
    moved = replace(settings, uri="urn:other&new", endpoint="http://127.0.0.1:1/api.php")
    built = Envelope(moved, PlatformTransport(moved)).build("CheckLogin", {}, "x")

    assert etree.QName(built[0][0]).namespace == "urn:other&new"
    assert DEFAULT_ENDPOINT.encode() not in etree.tostring(built)


def test_an_impossible_namespace_is_a_wrong_connection(settings: PlatformSettings) -> None:
    wrong = replace(settings, uri="\x00")
    with pytest.raises(ConfigurationError, match="uri"):
        Envelope(wrong, PlatformTransport(wrong))


@pytest.mark.parametrize(
    ("action", "arguments"),
    [
        ("GetCustomerList", {"offset": "many"}),
        ("GetBilling", {"success_calls": "perhaps"}),
        ("AddCustomer", {"name": "zero\x00byte"}),
        ("AddCustomer", {"no name": "x"}),
    ],
)
def test_what_cannot_be_sent_is_said(
    settings: PlatformSettings, action: str, arguments: dict[str, object]
) -> None:
    envelope = Envelope(settings, PlatformTransport(settings))
    with pytest.raises(InvalidParameterError, match=action):
        envelope.build(action, arguments, "x")


def test_nothing_is_ever_downloaded(settings: PlatformSettings) -> None:
    transport = PlatformTransport(settings)
    for url in ("http://schemas.xmlsoap.org/soap/encoding/", "file:///etc/hostname"):
        with pytest.raises(ConfigurationError, match="bundled"):
            transport.load(url)
