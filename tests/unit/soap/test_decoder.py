"""Small answers: everything captured is understood, everything hostile refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from hiperus.errors import (
    IncompleteAnswerError,
    PlatformError,
    RequestRejectedError,
    ResponseFormatError,
    SoapFaultError,
)
from hiperus.soap.decoder import decode_answer, joined

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"'
    ' xmlns:xsd="http://www.w3.org/2001/XMLSchema"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xmlns:ns2="http://xml.apache.org/xml-soap"><SOAP-ENV:Body>'
)
TAIL = "</SOAP-ENV:Body></SOAP-ENV:Envelope>"


def answer(rows: str, fields: str = '<success xsi:type="xsd:boolean">true</success>') -> bytes:
    content = f"<return>{fields}<result_set>{rows}</result_set></return>"
    return f"{HEAD}<response>{content}</response>{TAIL}".encode()


def test_every_captured_answer_is_understood(wire: Path) -> None:
    for path in sorted(wire.glob("*.response.xml")):
        action, *kind = path.name.removesuffix(".response.xml").split(".")
        body = path.read_bytes()
        if kind == ["refused"]:
            with pytest.raises(RequestRejectedError):
                decode_answer(body, action)
        elif kind == ["compressed"]:
            with pytest.raises(ResponseFormatError, match="a text"):
                decode_answer(body, action)
        else:
            expected = 0 if kind == ["empty"] else body.count(b"<key") // max(1, len(_keys(body)))
            found = len(decode_answer(body, action).rows)
            assert found == (1 if action in ("AddCustomer", "AddTerminal") else expected), path.name


def _keys(body: bytes) -> set[bytes]:
    parts = body.split(b'<key xsi:type="xsd:string">')[1:]
    return {part.partition(b"<")[0] for part in parts}


def test_a_login_gives_the_session_id_and_hides_it(wire: Path) -> None:
    found = decode_answer((wire / "Login.response.xml").read_bytes(), "Login")

    assert found.session_id == "d8598d966491d8df737ba96449b24728"
    assert "d8598d96" not in repr(found)


def test_booleans_nil_and_structs(wire: Path) -> None:
    state = decode_answer((wire / "CheckLogin.not_logged.response.xml").read_bytes(), "CheckLogin")
    added = decode_answer((wire / "AddTerminal.response.xml").read_bytes(), "AddTerminal")
    account = decode_answer((wire / "GetCustomerData.response.xml").read_bytes(), "x").rows[0]

    assert state.rows == [{"logged": "f", "voip_services": "t", "wlr_services": "t"}]
    assert added.rows == [{"id_terminal": "24061"}]
    assert account["apartment_number"] is None
    assert account["b_name"] is None
    assert account["name"] == "Zażółć Gęślą"


def test_lists_within_a_value_come_one_a_line() -> None:
    rows = answer("<item><n><item>1</item><item>2</item></n><m/></item>")
    assert decode_answer(rows, "x").rows == [{"n": "1\n2", "m": None}]


def test_references_are_followed() -> None:
    rows = answer('<item id="ref1"><n>1</n></item><item href="#ref1"/>')
    assert decode_answer(rows, "x").rows == [{"n": "1"}, {"n": "1"}]


def test_a_refusal_keeps_the_platforms_words_and_hides_numbers() -> None:
    fields = "<success>f</success><error_message>Numer 48420009001 zajęty.</error_message>"
    with pytest.raises(RequestRejectedError) as info:
        decode_answer(answer("", fields), "AddExtension")
    assert info.value.platform_message == "Numer 4842… zajęty"
    assert info.value.action == "AddExtension"


def test_a_fault_says_code_and_text() -> None:
    body = (
        f"{HEAD}<SOAP-ENV:Fault><faultcode>SOAP-ENV:Server</faultcode>"
        f"<faultstring>Coś nie tak</faultstring></SOAP-ENV:Fault>{TAIL}"
    )
    with pytest.raises(SoapFaultError, match="Coś nie tak") as info:
        decode_answer(body.encode(), "x")
    assert info.value.code == "SOAP-ENV:Server"


BOMB = (
    '<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    "<SOAP-ENV:Envelope xmlns:SOAP-ENV='x'><SOAP-ENV:Body><r><return><success>t</success>"
    "<error_message>&b;</error_message></return></r></SOAP-ENV:Body></SOAP-ENV:Envelope>"
)
FILE = BOMB.replace('"aaaaaaaaaa"', 'SYSTEM "file:///etc/hostname"')


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b"", ResponseFormatError),
        (b"hello", ResponseFormatError),
        (b"<html><body>x</body></html>", ResponseFormatError),
        (BOMB.encode(), ResponseFormatError),
        (FILE.encode(), ResponseFormatError),
        (answer("", "<error_message/>"), ResponseFormatError),
        (answer("<item>UEsDB</item>"), ResponseFormatError),
        (answer("<item><a>" * 200 + "</a></item>" * 200), ResponseFormatError),
        (answer("<item><\x01>1</\x01></item>"), ResponseFormatError),
        (
            b"<?xml version='1.0' encoding='iso-8859-2'?><Envelope>\xff\x01</Envelope>",
            ResponseFormatError,
        ),
        (answer("<item><a>&nbsp;</a></item>"), ResponseFormatError),
        (answer("") + b"<more/>", ResponseFormatError),
        (f"{HEAD}{TAIL}".encode(), ResponseFormatError),
        (f"{HEAD}<r/>{TAIL}".encode(), ResponseFormatError),
        (answer("")[:-30], IncompleteAnswerError),
    ],
)
def test_what_is_no_answer_ends_in_a_clear_error(body: bytes, error: type[PlatformError]) -> None:
    with pytest.raises(error, match="GetCustomerList") as info:
        decode_answer(body, "GetCustomerList")
    assert type(info.value) is error


def test_an_answer_without_end_is_given_up_while_it_comes() -> None:
    for piece in (b"<a/>" * 16_384, b"a" * 65_536):
        with pytest.raises(ResponseFormatError, match=r"larger than 128 MB or 6000000 tags"):
            joined((piece for _ in range(1_000_000)), "GetCustomerList")


def test_every_cut_of_an_answer_is_incomplete_or_no_xml(wire: Path) -> None:
    body = (wire / "AddCustomer.response.xml").read_bytes().rstrip()
    for end in range(1, len(body)):
        with pytest.raises((IncompleteAnswerError, ResponseFormatError)):
            decode_answer(body[:end], "AddCustomer")


def test_a_bad_byte_stays_in_its_text_and_harms_no_other() -> None:
    body = answer("<item><a>@</a><b>ł</b></item><item><a>1</a></item>")

    rows = decode_answer(body.replace(b"@", b"x\x00\x0b\xffy"), "GetCustomerList").rows

    assert rows == [{"a": "x\x00\x0b\udcffy", "b": "ł"}, {"a": "1"}]
