"""Calls as they stream in: every shape PHP sends, every way an answer can be wrong."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from hiperus.domain.cdr import CDR_FIELDS, CdrRow
from hiperus.errors import (
    IncompleteAnswerError,
    PlatformError,
    RequestRejectedError,
    ResponseFormatError,
    SoapFaultError,
)
from hiperus.soap.billing_stream import BillingDecoder, decoded_batches
from hiperus.soap.call_reader import MAX_FIELD
from hiperus.soap.decoder import decode_answer

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Body>'
    '<ns1:requestResponse><return><success xsi:type="xsd:boolean">true</success><result_set>'
)
TAIL = "</result_set></return></ns1:requestResponse></SOAP-ENV:Body></SOAP-ENV:Envelope>\n"
FILES = ("GetBilling.limit3", "GetBilling.forwarded", "GetBilling.forwarded_failed")


@pytest.fixture(params=[True, False], ids=["fast", "parser"])
def use_fast_path(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def decoded(body: bytes, use_fast_path: bool, size: int = 1 << 20) -> list[CdrRow]:
    decoder = BillingDecoder(use_fast_path=use_fast_path)
    rows: list[CdrRow] = []
    for start in range(0, len(body), size):
        rows += decoder.feed(body[start : start + size])
    return rows + decoder.finish()


def map_row(**values: str) -> str:
    entries = "".join(
        f'<item><key xsi:type="xsd:string">{k}</key><value xsi:type="xsd:string">{v}</value></item>'
        for k, v in values.items()
    )
    return f'<item xsi:type="ns2:Map">{entries}</item>'


def full_row(**values: str) -> str:
    """Return a row with all fields, as PHP writes it; those not given hold their own name."""
    return map_row(**{name: values.get(name, name) for name in CDR_FIELDS})


def field(row: CdrRow, name: str) -> bytes | None:
    return row[CDR_FIELDS.index(name)]


def body_of(*rows: str) -> bytes:
    return "".join([HEAD, *rows, TAIL]).encode()


@pytest.mark.parametrize("name", FILES)
def test_captured_calls_read_as_the_general_decoder_reads_them(
    wire: Path, name: str, use_fast_path: bool
) -> None:
    body = (wire / f"{name}.response.xml").read_bytes()
    expected = [
        tuple(None if row[f] is None else str(row[f]).encode() for f in CDR_FIELDS)
        for row in decode_answer(body, "GetBilling").rows
    ]
    assert decoded(body, use_fast_path) == expected
    assert decoded(body, use_fast_path, size=1) == expected


def test_keys_in_another_order_missing_or_unknown(use_fast_path: bool) -> None:
    body = body_of(full_row(), map_row(cost="1.0000", id="7", colour="red"), full_row(id="8"))

    rows = decoded(body, use_fast_path)

    assert [field(row, "id") for row in rows] == [b"id", b"7", b"8"]
    assert field(rows[1], "cost") == b"1.0000"
    assert field(rows[1], "price") is None


def test_structs_numbers_booleans_and_nil(use_fast_path: bool) -> None:
    struct = (
        '<item xsi:type="SOAP-ENC:Struct"><id xsi:type="xsd:int">5</id>'
        '<subscription_used xsi:type="xsd:boolean">true</subscription_used>'
        '<cost xsi:type="xsd:float">0.5</cost><operator xsi:nil="true"/><country/></item>'
    )
    row = decoded(body_of(struct), use_fast_path)[0]

    found = {name: field(row, name) for name in ("id", "subscription_used", "cost")}
    assert found == {"id": b"5", "subscription_used": b"t", "cost": b"0.5"}
    assert field(row, "operator") is None
    assert field(row, "country") is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("O'Neil &amp; Syn &lt;b&gt; &quot;&apos;", b"O'Neil & Syn <b> \"'"),
        ("&amp;lt;", b"&lt;"),
        ("a&#13;\nb&#x142;", b"a\r\nb\xc5\x82"),
        ("a\r\nb\rc", b"a\nb\nc"),
        ("<![CDATA[a<b]]>c", b"a<bc"),
        ("a<!-- x -->b", b"ab"),
        ("'; DROP TABLE hv_billing; --", b"'; DROP TABLE hv_billing; --"),
        ("\x7f\x85", b"\x7f\xc2\x85"),
    ],
)
def test_texts_read_as_xml_means_them(written: str, read: bytes, use_fast_path: bool) -> None:
    rows = decoded(body_of(full_row(), full_row(description=written), full_row()), use_fast_path)

    assert [field(row, "description") for row in rows] == [b"description", read, b"description"]


@pytest.mark.parametrize(
    "raw",
    [b"a\x00b", b"\x0b", b"\xff", b"\xc5", b"\xed\xa0\x80", b"\xef\xbf\xbe", b"\xf4\x8f\xbc\x81"],
)
def test_a_bad_byte_stays_in_its_row_and_harms_no_other(raw: bytes, use_fast_path: bool) -> None:
    body = body_of(full_row(id="1"), full_row(id="2", description="@"), full_row(id="3"))

    rows = decoded(body.replace(b"@", raw), use_fast_path, size=7)

    assert [field(row, "id") for row in rows] == [b"1", b"2", b"3"]
    assert field(rows[1], "description") == raw


def test_a_refusal_and_a_fault_are_seen(use_fast_path: bool) -> None:
    refused = body_of().replace(
        b">true</success>", b">false</success><error_message>Nie</error_message>"
    )
    fault = HEAD[: HEAD.index("<ns1:")] + (
        "<SOAP-ENV:Fault><faultcode>c</faultcode><faultstring>zle</faultstring></SOAP-ENV:Fault>"
        "</SOAP-ENV:Body></SOAP-ENV:Envelope>"
    )
    with pytest.raises(RequestRejectedError, match="Nie"):
        decoded(refused, use_fast_path)
    with pytest.raises(SoapFaultError, match="zle"):
        decoded(fault.encode(), use_fast_path)


def test_success_after_the_rows_counts_too(use_fast_path: bool) -> None:
    late = TAIL.replace("</return>", "<success>false</success></return>")
    with pytest.raises(RequestRejectedError):
        decoded((HEAD + full_row() + late).encode(), use_fast_path)


NESTED = map_row(id="<a>1</a>")
TWICE = map_row(id="1")[:-7] + map_row(id="2")[len('<item xsi:type="ns2:Map">') :]


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b"<html><p>x</p></html>", ResponseFormatError),
        (b"Fatal error", ResponseFormatError),
        (b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a/>", ResponseFormatError),
        (b"<?xml version='1.0' encoding='ISO-8859-2'?><Envelope/>", ResponseFormatError),
        (body_of("<item>UEsDBBQ</item>"), ResponseFormatError),
        (body_of("UEsDBBQ"), ResponseFormatError),
        (body_of(full_row(), "x", full_row()), ResponseFormatError),
        (body_of(NESTED), ResponseFormatError),
        (body_of(TWICE), ResponseFormatError),
        (body_of('<item href="#ref1"/>'), ResponseFormatError),
        (body_of("<item><item><value>1</value><key>id</key></item></item>"), ResponseFormatError),
        (body_of(full_row(description="&nbsp;")), ResponseFormatError),
        (body_of(full_row(description="a]]>b")), ResponseFormatError),
        (body_of(full_row()) + b"<p>late</p>", ResponseFormatError),
        (body_of(full_row()).replace(b"true", b"maybe"), ResponseFormatError),
        (body_of("<a>" * 100 + "</a>" * 100), ResponseFormatError),
        (body_of(full_row(), full_row())[:-80], IncompleteAnswerError),
        (body_of(full_row(), full_row())[:1800], IncompleteAnswerError),
        (b"", IncompleteAnswerError),
    ],
)
def test_what_is_wrong_ends_in_a_clear_error(
    body: bytes, error: type[PlatformError], use_fast_path: bool
) -> None:
    for size in (1 << 20, 100):
        with pytest.raises(error, match="GetBilling") as info:
            decoded(body, use_fast_path, size)
        assert type(info.value) is error


def endless(start: bytes, piece: bytes, count: int) -> Iterator[bytes]:
    yield start
    for _ in range(count):
        yield piece


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (HEAD.encode() + b"<item><item><key>id</key><value>", b"9" * 65536),
        (HEAD.encode() + b"<item><item><key>", b"9" * 65536),
        (HEAD.encode() + b"<item><item ", b"a" * 65536),
        (HEAD.encode() + b"<!-- ", b"a" * 65536),
        (HEAD.encode() + b"<item>", b"<a>1</a>" * 8192),
        (HEAD.encode(), b" " * 65536),
        (HEAD.encode().replace(b"true", b"t" * 100)[:-30] + b"<message>", b"a" * 65536),
    ],
)
def test_a_gigabyte_in_one_place_is_refused_in_little_memory(start: bytes, piece: bytes) -> None:
    tracemalloc.start()
    with pytest.raises(ResponseFormatError):
        list(decoded_batches(endless(start, piece, 16_384)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 30 * MAX_FIELD


def test_unknown_fields_without_end_cost_no_memory() -> None:
    start = HEAD.encode() + b'<item xsi:type="ns2:Map">'
    entry = b"<item><key>colour</key><value>red</value></item>" * 1000
    end = b"<item><key>id</key><value>1</value></item></item>" + TAIL.encode()

    tracemalloc.start()
    rows = [r for b in decoded_batches([*endless(start, entry, 100), end]) for r in b]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert [field(row, "id") for row in rows] == [b"1"]
    assert peak < 12_000_000


def test_batches_are_bounded_and_complete() -> None:
    row = full_row().encode()
    chunks = [HEAD.encode(), *([row * 100] * 60), TAIL.encode()]

    sizes = [len(batch) for batch in decoded_batches(chunks)]

    assert sum(sizes) == 6000
    assert max(sizes) < 3000
