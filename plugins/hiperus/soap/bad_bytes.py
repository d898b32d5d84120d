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
_SUBSTITUTE = re.compile(f"[{chr(_BASE)}-{chr(_BASE + 0xFF)}]")
# Control characters except tab, line feed and carriage return; two non-characters; and our own
# substitutes, should they really occur, so that restoring never turns a genuine one into a byte.
_FORBIDDEN = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]|\xf4\x8f[\xbc-\xbf][\x80-\xbf]"
)
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r"))
_LEADS = (b"\xef\xbf", b"\xf4\x8f")


def _substituted(raw: bytes) -> str:
    return "".join(chr(_BASE + byte) for byte in raw)


def _on_bad_bytes(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return _substituted(error.object[error.start : error.end]), error.end


codecs.register_error("hiperus_substitute", _on_bad_bytes)


class Masker:
    """Replaces forbidden bytes in a stream, however it is cut into pieces.

    Attributes:
        found: whether there were any.
        pending: the first bytes of a character whose rest has not come yet.
    """

    def __init__(self) -> None:
        self.found = False
        self.pending = b""

    def mask(self, data: bytes, *, is_last: bool = False) -> bytes:
        """Return valid UTF-8 for `data`; a character cut in two waits for its second half."""
        data = self.pending + data
        try:
            length = codecs.utf_8_decode(data, "strict", is_last)[1]
            is_valid = True
        except UnicodeDecodeError:
            length = codecs.utf_8_decode(data, "hiperus_substitute", is_last)[1]
            is_valid = False
        data, self.pending = data[:length], data[length:]
        if is_valid and is_plain(data):
            return data
        self.found = True
        masked = _FORBIDDEN.sub(lambda m: _substituted(m[0]).encode(), data)
        return masked.decode("utf-8", "hiperus_substitute").encode()


def is_plain(data: bytes) -> bool:
    """Say whether valid UTF-8 has none of the forbidden characters (quickly: by bytes)."""
    if len(data.translate(None, _CONTROLS)) != len(data):
        return False
    return not any(lead in data for lead in _LEADS) or not _FORBIDDEN.search(data)


def unmasked(text: str) -> bytes:
    """Return a parsed value as the bytes that came."""
    pieces = []
    end = 0
    for match in _SUBSTITUTE.finditer(text):
        pieces += [text[end : match.start()].encode(), bytes([ord(match[0]) - _BASE])]
        end = match.end()
    return b"".join([*pieces, text[end:].encode()])
