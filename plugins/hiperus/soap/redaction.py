"""Takes secrets and full telephone numbers out of foreign texts."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LONG_NUMBER = re.compile(r"\d{9,}")
_TOKEN = re.compile(r"\b(?=\w*\d)[0-9a-fA-F]{16,}\b")
_SHOWN_DIGITS = 4
_LONGEST = 300


def shown(text: str, secrets: Iterable[str] = ()) -> str:
    """Return `text` fit for a log: one line, of bounded length, without the given secrets.

    Numbers of nine digits and more (telephone numbers) keep their first four; what looks like a
    session id goes.
    """
    for secret in secrets:
        if secret:
            text = text.replace(secret, "***")
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    text = _TOKEN.sub("***", text)
    text = _LONG_NUMBER.sub(lambda m: m[0][:_SHOWN_DIGITS] + "…", text)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
