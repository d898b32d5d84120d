"""Lets an XML parser read past bytes that XML forbids, and gives them back untouched.

PHP's SoapServer writes control characters, surrogates and U+FFFE as they are, so one odd byte in
one call's description makes the whole answer malformed. Each forbidden byte is replaced by a
character from the end of Unicode's last private plane, and by itself again after parsing: the row
arrives "as it came", for the storage to set aside, and its neighbours arrive unharmed.
"""

from __future__ import annotations

import codecs
import re

_BASE = 0x10FF00
_LAST = _BASE + 0xFF
# Control characters except tab, line feed and carriage return; two non-characters; and our own
# substitutes, should they really occur, so that restoring never turns a genuine one into a byte.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff" + chr(_BASE) + "-" + chr(_LAST) + "]"
)
_SUBSTITUTE = re.compile("[" + chr(_BASE) + "-" + chr(_LAST) + "]")


def _substituted(raw: bytes) -> str:
    return "".join(chr(_BASE + byte) for byte in raw)


def _on_bad_bytes(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return _substituted(error.object[error.start : error.end]), error.end


codecs.register_error("hiperus_substitute", _on_bad_bytes)


class Masker:
    """Replaces forbidden bytes in a stream, however it is cut into pieces."""

    def __init__(self) -> None:
        """Start at the beginning of a stream."""
        self._decoder = codecs.getincrementaldecoder("utf-8")("hiperus_substitute")
        self.found = False

    def mask(self, data: bytes, *, is_last: bool = False) -> bytes:
        """Return valid UTF-8 for `data`; a character cut in two waits for its second half."""
        text = self._decoder.decode(data, is_last)
        text = _FORBIDDEN.sub(lambda m: _substituted(m[0].encode()), text)
        masked = text.encode()
        if masked != data:
            self.found = True
        return masked


def unmasked(text: str) -> bytes:
    """Return a parsed value as the bytes that came."""
    pieces = []
    end = 0
    for match in _SUBSTITUTE.finditer(text):
        pieces += [text[end : match.start()].encode(), bytes([ord(match[0]) - _BASE])]
        end = match.end()
    return b"".join([*pieces, text[end:].encode()])
