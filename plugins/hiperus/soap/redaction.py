"""Takes out of foreign texts what must not be shown: secrets and full telephone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LONG_NUMBER = re.compile(r"\d{9,}")
_SHOWN_DIGITS = 4
_LONGEST = 300


def shown(text: str, secrets: Iterable[str] = ()) -> str:
    """Return `text` fit for a log: one line, of bounded length, without the given secrets.

    Numbers of nine digits and more (telephone numbers) keep their first four.
    """
    for secret in secrets:
        if secret:
            text = text.replace(secret, "***")
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    text = _LONG_NUMBER.sub(lambda m: m[0][:_SHOWN_DIGITS] + "…", text)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
