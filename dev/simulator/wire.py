"""The wire format: what PHP's SoapServer sends byte by byte, and what it takes."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

Value = str | int | float | bool | None
NAMESPACE = "https://backend.hiperus.pl:8080/hiperusapi.php"
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/"
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_SPECIAL = re.compile("[&<>\r]")


@dataclass(frozen=True)
class Request:
    """One decoded request."""

    realm: str
    action: str
    arguments: dict[str, Value]
    session_id: str | None


class BadRequestError(Exception):
    """The request is not one that PHP would understand; answered with a Fault."""


def decode_request(body: bytes) -> Request:
    """Read a request as PHP does: by the parameters' order and each value's `xsi:type`."""
    if b"<!DOCTYPE" in body:
        raise BadRequestError("DTD are not supported by SOAP")
    try:
        parameters = list(ET.fromstring(body)[-1][0])  # noqa: S314 (no DTD, our own tests)
    except (ET.ParseError, IndexError):
        raise BadRequestError("Bad Request") from None
    if len(parameters) < 4:
        raise BadRequestError("Too few arguments to function request()")
    arguments = {_local(child.tag): _value(child) for child in parameters[2]}
    session = _value(parameters[3])
    texts = [str(_value(p)) for p in parameters[:2]]
    return Request(*texts, arguments, None if session is None else str(session))


def _value(element: ET.Element) -> Value:
    if element.get(f"{_XSI}nil") in ("true", "1"):
        return None
    text = element.text or ""
    kind = element.get(f"{_XSI}type", "").rpartition(":")[2]
    if kind == "boolean":
        return text.strip().lower() in ("true", "1", "t")
    if kind in ("int", "integer", "long", "short"):
        return int(text)
    return text


def is_true(value: Value) -> bool:
    """Say whether PHP takes a value for true: the text "false" is, for it is not empty."""
    return value not in (None, False, 0, "", "0")


# --- answers --------------------------------------------------------------------------------------


def head(  # noqa: PLR0913 (an answer's fields)
    *, success: bool, message: str | None, session_id: str | None, kind: str, count: int,
    namespace: str = NAMESPACE,
) -> str:  # fmt: skip
    """Return an answer up to its rows.

    Args:
        success: what the answer says of itself.
        message: the platform's words, if it refuses.
        session_id: repeated to the client.
        kind: of the rows: `ns2:Map`, `SOAP-ENC:Struct`, `xsd:string`; no matter without rows.
        count: how many rows follow.
        namespace: the API's `uri`.
    """
    array = f"{kind}[{count}]" if count else "xsd:ur-type[0]"
    map_namespace = ' xmlns:ns2="http://xml.apache.org/xml-soap"' if "ns2:" in array else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<SOAP-ENV:Envelope xmlns:SOAP-ENV="{_ENVELOPE}" xmlns:ns1="{escaped(namespace)}"'
        ' xmlns:xsd="http://www.w3.org/2001/XMLSchema"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"{map_namespace}'
        ' xmlns:SOAP-ENC="http://schemas.xmlsoap.org/soap/encoding/"'
        ' SOAP-ENV:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/">'
        '<SOAP-ENV:Body><ns1:requestResponse><return xsi:type="SOAP-ENC:Struct">'
        f"{element('success', success)}{element('error_message', message)}"
        f"{element('sessid', session_id)}"
        f'<result_set SOAP-ENC:arrayType="{array}" xsi:type="SOAP-ENC:Array"'
        f"{'>' if count else '/>'}"
    )


def tail(count: int) -> str:
    """Return what follows the rows."""
    end = "</result_set>" if count else ""
    return f"{end}</return></ns1:requestResponse></SOAP-ENV:Body></SOAP-ENV:Envelope>\n"


def fault(code: str, text: str) -> bytes:
    """Return a SOAP Fault."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<SOAP-ENV:Envelope xmlns:SOAP-ENV="{_ENVELOPE}"><SOAP-ENV:Body><SOAP-ENV:Fault>'
        f"<faultcode>{escaped(code)}</faultcode><faultstring>{escaped(text)}</faultstring>"
        "</SOAP-ENV:Fault></SOAP-ENV:Body></SOAP-ENV:Envelope>\n"
    ).encode()


def map_row(row: Mapping[str, Value]) -> str:
    """Return a row as PHP writes an associative array."""
    entries = "".join(
        f'<item><key xsi:type="xsd:string">{name}</key>{element("value", value)}</item>'
        for name, value in row.items()
    )
    return f'<item xsi:type="ns2:Map">{entries}</item>'


def struct_row(row: Mapping[str, Value]) -> str:
    """Return a row as PHP writes an object."""
    fields = "".join(element(name, value) for name, value in row.items())
    return f'<item xsi:type="SOAP-ENC:Struct">{fields}</item>'


def string_rows(rows: Iterable[str]) -> Iterator[str]:
    """Yield rows that are plain texts."""
    return (element("item", row) for row in rows)


def element(name: str, value: Value) -> str:
    """Return one value with its type."""
    if value is None:
        return f'<{name} xsi:nil="true"/>'
    if isinstance(value, bool):
        return f'<{name} xsi:type="xsd:boolean">{str(value).lower()}</{name}>'
    kind = {int: "int", float: "float"}.get(type(value), "string")
    return f'<{name} xsi:type="xsd:{kind}">{escaped(str(value))}</{name}>'


def escaped(text: str) -> str:
    """Escape what PHP escapes; quotes stay."""
    return _SPECIAL.sub(lambda m: _ESCAPES[m[0]], text)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
