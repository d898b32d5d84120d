"""Says how far a long piece of work is, every few seconds."""

from __future__ import annotations

from collections.abc import Callable

TOLD_EVERY = 5
"""Seconds."""


class Progress:
    """Counts statements; `clock` gives epoch seconds."""

    def __init__(self, total: int, clock: Callable[[], int], tell: Callable[[str], None]) -> None:
        """Begin to count, and to wait."""
        self.done = 0
        self._total, self._clock, self._tell = total, clock, tell
        self._told_at = clock()

    def one_more(self) -> None:
        """Count one, and say so where nothing was said for some seconds."""
        self.done += 1
        now = self._clock()
        if now - self._told_at >= TOLD_EVERY and self.done < self._total:
            self._told_at = now
            self._tell(f"{self.done:,} of {self._total:,} statements are written")
