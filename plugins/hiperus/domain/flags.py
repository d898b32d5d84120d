"""Words that stand for yes or no: the platform's, LMS's, and those that people write."""

from __future__ import annotations

from collections.abc import Mapping

PLATFORM: Mapping[str, bool] = {
    "t": True,
    "true": True,
    "1": True,
    "f": False,
    "false": False,
    "0": False,
}
"""As the platform writes flags, and as they are sent to it."""

WRITTEN: Mapping[str, bool] = {**PLATFORM, "yes": True, "on": True, "no": False, "off": False}
"""As people write them in a connection."""

LMS: Mapping[str, bool] = {
    **WRITTEN,
    "y": True,
    "tak": True,
    "enabled": True,
    "n": False,
    "nie": False,
    "disabled": False,
}
"""As LMS understands them in its settings."""


def read_flag(text: str | None, words: Mapping[str, bool] = PLATFORM) -> bool | None:
    """Return what a flag says, in any case of letters; None where it says neither."""
    return words.get((text or "").strip().lower())
