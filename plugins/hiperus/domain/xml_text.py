"""Text that XML can carry: e-invoices are XML, and one forbidden character refuses a document."""

from __future__ import annotations

import re

_NOT_IN_A_LINE = re.compile("\\s*[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+\\s*")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""XML 1.0, section 2.2: all control characters but tab, line feed and carriage return."""


def one_line(text: str) -> str:
    """Return a text as one line without control characters; a blank stands for each run of them."""
    return _NOT_IN_A_LINE.sub(" ", text).strip()


def without_forbidden(text: str) -> str:
    """Return a text, of several lines or one, without the characters that XML forbids."""
    return _FORBIDDEN.sub("", text)


def is_forbidden(text: str) -> bool:
    """Tell whether a text holds a character that XML forbids."""
    return bool(_FORBIDDEN.search(text))
