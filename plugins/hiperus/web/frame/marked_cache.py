"""Keeps what was read, until loads or invoices have changed it (docs/adr/0005).

In the process of the API server; the LMS database holds nothing of it. A value is asked for by a
key and the mark of what it was made from: another mark, or a quarter of an hour, and it is made
anew.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

from hiperus.errors import AskedAlreadyError

Value = TypeVar("Value")
LONGEST_SECONDS = 900
"""Some changes leave no mark (a name in LMS, a script that writes calls past us)."""

PATIENCE_SECONDS = 2.0
"""How long somebody waits for a value that another one is making."""


@dataclass(frozen=True, slots=True)
class Entry(Generic[Value]):
    """A value with the mark it was made at. `made_at`: epoch seconds."""

    value: Value
    mark: Hashable
    made_at: float

    def holds(self, mark: Hashable, now: float) -> bool:
        """Tell whether it may be shown without being made anew."""
        return self.mark == mark and now - self.made_at < LONGEST_SECONDS


class MarkedCache:
    """The most recently used values; several threads may ask at once, one of them makes."""

    def __init__(
        self,
        size: int,
        clock: Callable[[], float] = time.time,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self._size = size
        self._patience = patience
        self._clock = clock
        self._kept: OrderedDict[Hashable, Entry[object]] = OrderedDict()
        self._makers: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, mark: Hashable, make: Callable[[], Value]) -> Value:
        """Return the value of a key, made by `make` unless it is here and still holds.

        Raises:
            AskedAlreadyError: somebody else is making it, and takes longer than a moment.
        """
        kept = self._holding(key, mark)
        if kept is None:
            with self._making(key):
                kept = self._holding(key, mark) or self.put(key, mark, make())
        return cast("Value", kept.value)

    def _holding(self, key: Hashable, mark: Hashable) -> Entry[object] | None:
        kept = self.look(key)
        return kept if kept and kept.holds(mark, self._clock()) else None

    def look(self, key: Hashable) -> Entry[object] | None:
        """Return what is kept under a key, whether it still holds or not."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
            return kept

    def put(self, key: Hashable, mark: Hashable, value: object) -> Entry[object]:
        """Keep a value; the least recently used one goes where there are too many."""
        kept = Entry(value, mark, self._clock())
        with self._lock:
            self._kept[key] = kept
            self._kept.move_to_end(key)
            while len(self._kept) > self._size:
                old, _ = self._kept.popitem(last=False)
                self._makers.pop(old, None)
        return kept

    @contextmanager
    def _making(self, key: Hashable) -> Iterator[None]:
        with self._lock:
            maker = self._makers.setdefault(key, threading.Lock())
        if not maker.acquire(timeout=self._patience):
            raise AskedAlreadyError("The same figures are being read for somebody else.")
        try:
            yield
        finally:
            maker.release()
