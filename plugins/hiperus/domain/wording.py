"""Phrases that several sentences for people share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

_COMMA = ", "


def listed(items: Iterable[object], most: int, between: str = "; ") -> str:
    """Return a list in words, cut after `most` items: `a; b; and 3 more`, `a, b and 3 more`."""
    texts = [str(item) for item in items]
    shown, rest = between.join(texts[:most]), len(texts) - most
    joint = " " if between == _COMMA else between
    return f"{shown}{joint}and {rest} more" if rest > 0 else shown


def unknown_names(given: Iterable[str], known: Sequence[str]) -> list[str]:
    """Return each name that is not known, quoted, with the nearest one that is.

    Args:
        given: names that somebody typed.
        known: those that there are.
    """
    return [_with_nearest(name, known) for name in sorted(set(given) - set(known))]


def _with_nearest(name: str, known: Sequence[str]) -> str:
    quoted = repr(name[:40])
    folded = {each.replace("_", ""): each for each in known}
    near = get_close_matches(name.lower().replace("-", "").replace("_", ""), folded, 1, 0.6)
    return f"{quoted} (did you mean {folded[near[0]]!r}?)" if near else quoted
