"""The real parser of `GetBilling`: expat events in, rows out; flat memory, hostile XML refused.

    Envelope > Body > requestResponse > return > success, error_message, …, result_set > row
    row: an Apache map  item > (item > key, value)*     or a struct  item > (field)*

Elements are known by local name and place; prefixes and attributes do not matter, except a real
boolean's type (it reads t or f) and references between elements, which are refused.
"""

from __future__ import annotations

from xml.parsers import expat

from hiperus.domain.cdr import CDR_FIELDS, CdrRow
from hiperus.errors import IncompleteAnswerError, PlatformError, ResponseFormatError
from hiperus.soap.bad_bytes import Masker, unmasked
from hiperus.soap.decoder import check_success, fault_error

MAX_DEPTH = 32
MAX_FIELD = 1024 * 1024
MAX_MARKUP = 4 * 1024 * 1024
_CUT_OFF = frozenset({3, 5, 6, 20})  # expat: no element, unclosed token, partial character or CDATA
_CONTENT, _RETURN, _FIELD, _ROW, _ENTRY, _LEAF = 3, 4, 5, 6, 7, 8  # depths of the shape above
_INDEX = {name: index for index, name in enumerate(CDR_FIELDS)}
_STRING_TYPE = {"xsi:type": "xsd:string"}
_UTF8 = frozenset({"utf-8", "utf8", "us-ascii"})


class BillingParser:
    """Fed with bytes, gives rows; knows whether it stands exactly between two of them."""

    def __init__(self, action: str) -> None:
        """Start at the beginning of an answer."""
        self._action = action
        self._rows: list[CdrRow] = []
        self._masker = Masker()
        self._expat = self._new_expat()
        self._fed = 0
        self._depth = 0
        self._in_rows = False
        self._in_cdata = False
        self._content = ""
        self._fields: dict[str, str] = {}
        self._row: list[bytes | None] = []
        self._key: str | None = None
        self._is_map_entry = False
        self._is_bare = False
        self._is_nested = False
        self._is_boolean = False
        self._text: list[str] = []
        self._length = 0

    @property
    def is_between_rows(self) -> bool:
        """True when the next byte is the first after a row, or after the start of the list."""
        is_at_level = self._in_rows and self._depth == _FIELD and not self._in_cdata
        # Equal only when no token (a tag, a comment) is still waiting for its end.
        return is_at_level and self._expat.CurrentByteIndex == self._fed

    def feed(self, data: bytes, *, is_last: bool = False) -> None:
        """Parse some bytes.

        Raises:
            PlatformError: this is not an answer, or not all of it.
        """
        masked = self._masker.mask(data, is_last=is_last)
        self._fed += len(masked)
        try:
            self._expat.Parse(masked, is_last)
        except expat.ExpatError as error:
            raise self._unreadable(error) from None
        if self._fed - self._expat.CurrentByteIndex > MAX_MARKUP:
            raise self._wrong("holds a tag without an end")

    def taken_rows(self) -> list[CdrRow]:
        """Hand over the rows read since the last time."""
        rows, self._rows = self._rows, []
        return rows

    def close(self) -> None:
        """Say that the answer is over.

        Raises:
            IncompleteAnswerError: it was not.
            SoapFaultError: it was a Fault.
            RequestRejectedError: `success` is false.
        """
        self.feed(b"", is_last=True)
        if self._content == "Fault":
            raise fault_error(self._fields, self._action)
        check_success(self._fields.get("success"), self._fields.get("error_message"), self._action)

    def _new_expat(self) -> expat.XMLParserType:
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.buffer_size = 64 * 1024
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.XmlDeclHandler = self._check_encoding
        parser.StartCdataSectionHandler = self._start_cdata
        parser.EndCdataSectionHandler = self._end_cdata
        if hasattr(parser, "SetReparseDeferralEnabled"):
            parser.SetReparseDeferralEnabled(False)  # Rows are wanted as soon as they are there.
        return parser

    # --- elements -------------------------------------------------------------------------------

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth = depth = self._depth + 1
        self._text = []
        self._length = 0
        if self._in_rows:
            self._start_in_rows(depth, name, attributes)
        elif depth == 1 and _local(name) != "Envelope":
            raise self._wrong("is no SOAP envelope")
        elif depth == _CONTENT:
            self._content = _local(name)
        elif depth == _FIELD and name == "result_set":
            self._in_rows = True
        if depth > MAX_DEPTH:
            raise self._wrong("is nested too deeply")

    def _start_in_rows(self, depth: int, name: str, attributes: dict[str, str]) -> None:
        self._is_boolean = False
        if attributes and attributes != _STRING_TYPE:
            self._look_at(attributes)
        if depth == _ENTRY:
            self._is_map_entry = name == "item"
            self._key = None if self._is_map_entry else _local(name)
            self._is_nested = self._is_bare = False
        elif depth == _ROW:
            self._row = [None] * len(CDR_FIELDS)
            self._is_bare = True
        elif depth > _LEAF or not self._is_map_entry:
            self._is_nested = True

    def _look_at(self, attributes: dict[str, str]) -> None:
        for name, value in attributes.items():
            if name == "href":
                raise self._wrong("refers from one element to another")
            if _local(name) == "type" and _local(value) == "boolean":
                self._is_boolean = True

    def _end(self, name: str) -> None:
        depth = self._depth
        self._depth = depth - 1
        if self._in_rows:
            self._end_in_rows(depth, name)
        elif depth == _FIELD or (depth == _RETURN and self._content == "Fault"):
            self._fields[_local(name)] = "".join(self._text)
        self._text = []
        self._length = 0

    def _end_in_rows(self, depth: int, name: str) -> None:
        if depth == _LEAF and self._is_map_entry:
            if name == "value":
                self._store()
            elif name == "key":
                self._key = "".join(self._text)
        elif depth == _ENTRY and not self._is_map_entry:
            self._store()
        elif depth == _ROW:
            self._end_row()
        elif depth == _FIELD:
            self._in_rows = False
            if "".join(self._text).strip():
                raise self._wrong("holds a text where calls should be")

    def _end_row(self) -> None:
        if self._is_bare and self._text:
            raise self._wrong("holds a text where a call should be")
        self._rows.append(tuple(self._row))

    def _store(self) -> None:
        """Keep the value that just ended, if its key is one of a call's fields."""
        if self._key is None:
            raise self._wrong("holds a value before its key")
        index = _INDEX.get(self._key)
        if index is None:
            return
        if self._is_nested:
            raise self._wrong(f"holds a structure as a call's {self._key}")
        if self._row[index] is not None:
            raise self._wrong(f"holds a call with two values of {self._key}")
        self._row[index] = self._value()

    def _value(self) -> bytes | None:
        text = "".join(self._text)
        if not text:
            return None
        if self._is_boolean:
            return b"t" if text.strip() in ("true", "1") else b"f"
        return unmasked(text) if self._masker.found else text.encode()

    def _characters(self, data: str) -> None:
        self._length += len(data)
        if self._length > MAX_FIELD:
            raise self._wrong(f"holds a field of more than {MAX_FIELD >> 20} MB")
        self._text.append(data)

    # --- refusals -------------------------------------------------------------------------------

    def _start_cdata(self) -> None:
        self._in_cdata = True

    def _end_cdata(self) -> None:
        self._in_cdata = False

    def _refuse_doctype(self, *_declaration: object) -> None:
        raise self._wrong("holds a document type, which is refused")

    def _check_encoding(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in _UTF8:
            raise self._wrong("is not in UTF-8")

    def _unreadable(self, error: expat.ExpatError) -> PlatformError:
        if error.code in _CUT_OFF:
            return IncompleteAnswerError(
                f"The answer to {self._action} ends early; the next attempt asks again.",
                action=self._action,
            )
        return self._wrong(f"is not XML: {expat.ErrorString(error.code)} at byte {self._fed}")

    def _wrong(self, what: str) -> ResponseFormatError:
        return ResponseFormatError(f"The answer to {self._action} {what}.", action=self._action)


def _local(name: str) -> str:
    return name.rpartition(":")[2]
