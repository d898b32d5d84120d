"""Phrases that several sentences for people share."""

from __future__ import annotations

from collections.abc import Iterable

_COMMA = ", "


def listed(items: Iterable[object], most: int, between: str = "; ") -> str:
    """Return a list in words, cut after `most` items: `a; b; and 3 more`, `a, b and 3 more`."""
    texts = [str(item) for item in items]
    shown, rest = between.join(texts[:most]), len(texts) - most
    joint = " " if between == _COMMA else between
    return f"{shown}{joint}and {rest} more" if rest > 0 else shown
