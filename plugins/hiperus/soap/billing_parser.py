"""The real parser of `GetBilling`: expat's events in, rows out; flat memory, hostile XML refused.

    Envelope > Body > requestResponse > return > success, error_message, …, result_set > rows

`call_reader.py` takes over between the start and the end of `result_set`.
"""

from __future__ import annotations

from xml.parsers import expat

from hiperus.domain.cdr import CdrRow
from hiperus.errors import IncompleteAnswerError, PlatformError, ResponseFormatError
from hiperus.soap.bad_bytes import Masker
from hiperus.soap.call_reader import MAX_DEPTH, MAX_FIELD, CallReader
from hiperus.soap.decoder import check_success, fault_error

MAX_MARKUP = 4 * 1024 * 1024
MAX_BARREN = 16 * 1024 * 1024
"""Bytes that may come without a call among them: an answer without end must end for us."""
_CUT_OFF = frozenset({3, 5, 6, 20})  # expat: no element, unclosed token, partial character or CDATA
_UTF8 = frozenset({"utf-8", "utf8", "us-ascii"})
_CONTENT, _RETURN, _FIELD = 3, 4, 5  # depths of the shape above


class BillingParser:
    """Fed with bytes, gives rows; knows whether it stands exactly between two of them."""

    def __init__(self, action: str) -> None:
        self._action = action
        self._masker = Masker()
        self._reader = CallReader(self._wrong, self._leave_rows)
        self._fed = 0
        self._barren = 0
        self._depth = 0
        self._in_rows = False
        self._in_cdata = False
        self._content = ""
        self._fields: dict[str, str] = {}
        self._text = ""
        self._expat = self._new_expat()

    @property
    def is_between_rows(self) -> bool:
        """True when the next byte is the first after a row, or after the start of the list."""
        is_at_level = self._in_rows and self._reader.depth == 0 and not self._in_cdata
        # Equal only when no token (a tag, a comment) is still waiting for its end.
        is_at_end = self._expat.CurrentByteIndex == self._fed and not self._masker.pending
        return is_at_level and is_at_end

    def feed(self, data: bytes, *, is_last: bool = False) -> None:
        """Parse some bytes.

        Raises:
            PlatformError: this is not an answer, or not all of it.
        """
        masked = self._masker.mask(data, is_last=is_last)
        self._reader.has_bad_bytes = self._masker.found
        self._fed += len(masked)
        rows = len(self._reader.rows)
        try:
            self._expat.Parse(masked, is_last)
        except expat.ExpatError as error:
            raise self._unreadable(error) from None
        self._reader.check_size()
        if self._fed - self._expat.CurrentByteIndex > MAX_MARKUP:
            raise self._wrong("holds a tag without an end")
        self._barren = 0 if len(self._reader.rows) > rows else self._barren + len(masked)
        if self._barren > MAX_BARREN:
            raise self._wrong(f"goes on for {MAX_BARREN >> 20} MB without a call")

    def taken_rows(self) -> list[CdrRow]:
        """Hand over the rows read since the last time."""
        rows, self._reader.rows = self._reader.rows, []
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

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        self._depth = depth = self._depth + 1
        self._text = ""
        if depth == 1 and _local(name) != "Envelope":
            raise self._wrong("is no SOAP envelope")
        if depth == _CONTENT:
            self._content = _local(name)
        elif depth == _FIELD and name == "result_set":
            self._enter_rows()
        elif depth > MAX_DEPTH:
            raise self._wrong("is nested too deeply")

    def _end(self, name: str) -> None:
        if self._depth == _FIELD or (self._depth == _RETURN and self._content == "Fault"):
            self._fields[_local(name)] = self._text
        self._depth -= 1
        self._text = ""

    def _characters(self, data: str) -> None:
        self._text += data
        if len(self._text) > MAX_FIELD:
            raise self._wrong(f"holds a field of more than {MAX_FIELD >> 20} MB")

    def _enter_rows(self) -> None:
        self._in_rows = True
        self._reader.depth = 0
        self._expat.StartElementHandler = self._reader.start
        self._expat.EndElementHandler = self._reader.end
        self._expat.CharacterDataHandler = self._reader.texts.append

    def _leave_rows(self) -> None:
        self._in_rows = False
        self._depth -= 1
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.CharacterDataHandler = self._characters

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
        return self._wrong(f"is not XML: {expat.ErrorString(error.code)}")

    def _wrong(self, what: str) -> ResponseFormatError:
        return ResponseFormatError(f"The answer to {self._action} {what}.", action=self._action)


def _local(name: str) -> str:
    return name.rpartition(":")[2]
