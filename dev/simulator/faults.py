"""Faults on command: what goes wrong, at which action, how often; and whether it really did."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields

KINDS = (
    "delay", "refuse", "fault", "html", "http", "body", "empty", "reset", "expire",
    "cut", "truncate", "corrupt", "wrong_length", "replace", "offset", "switch", "flood",
)  # fmt: skip


@dataclass
class Fault:
    """One fault that waits for its requests.

    Attributes:
        kind: `delay` (by `seconds`); `refuse` (success=false with `text`); `fault` (SOAP Fault);
            `html` (a proxy's page); `http` (`status` with a page); `body` (`text` instead of an
            answer); `empty`; `reset` (of the connection); `expire` (all sessions); `cut` (the
            connection closes after `at` bytes of the body); `truncate` (the body ends there, in
            good order); `corrupt` (rubbish there); `wrong_length` (Content-Length is `at` more
            than there is, or less); `replace` (`text` by `by`, given as hex); `offset` (of
            `GetBilling`, changed by `at`: pages repeat, overlap or leave gaps); `switch` (the
            switches in `text`, as JSON, are set from this answer on: rows change between pages);
            `flood` (an answer that begins with `text` and goes on with `by`, as hex, `at` times).
        action: which requests it is for; `*`: all.
        skip: how many of them pass before.
        times: how many of them it strikes.
        effect: whether a writing action takes effect although its answer fails.
    """

    kind: str
    action: str = "*"
    skip: int = 0
    times: int = 1
    at: int = 0
    seconds: float = 0.0
    status: int = 503
    text: str = ""
    by: str = ""
    effect: bool = False

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no fault {self.kind!r}; there are {', '.join(KINDS)}")

    def flood(self) -> Iterator[bytes]:
        """Yield an answer that may be larger than anybody can hold."""
        yield self.text.encode()
        piece = bytes.fromhex(self.by)
        for _ in range(self.at):
            yield piece

    def spoiled(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Yield an answer's body with this fault in it."""
        if self.kind in ("cut", "truncate"):
            return _first_bytes(pieces, self.at)
        if self.kind == "corrupt":
            return _with_rubbish(pieces, self.at)
        if self.kind == "replace":
            old, new = self.text.encode(), bytes.fromhex(self.by)
            return (piece.replace(old, new) for piece in pieces)
        return iter(pieces)


class FaultBoard:
    """The faults that wait, and a count of those that struck."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[Fault] = []
        self._struck: dict[str, int] = {}

    def add(self, description: dict[str, object]) -> None:
        """Add a fault.

        Raises:
            ValueError: an unknown kind or field.
        """
        known = {f.name for f in fields(Fault)}
        if unknown := set(description) - known:
            raise ValueError(f"no field {sorted(unknown)}; there are {sorted(known)}")
        with self._lock:
            self._waiting.append(Fault(**description))  # type: ignore[arg-type]

    def clear(self) -> None:
        """Forget all faults and counts."""
        with self._lock:
            self._waiting.clear()
            self._struck.clear()

    def take(self, action: str) -> Fault | None:
        """Return the fault that strikes this request, if any."""
        with self._lock:
            for fault in self._waiting:
                if fault.action not in ("*", action):
                    continue
                if fault.skip:
                    fault.skip -= 1
                    continue
                fault.times -= 1
                if fault.times <= 0:
                    self._waiting.remove(fault)
                name = f"{fault.kind} {action}"
                self._struck[name] = self._struck.get(name, 0) + 1
                return fault
        return None

    def report(self) -> dict[str, object]:
        """Say what waits and what struck."""
        with self._lock:
            waiting = [asdict(fault) for fault in self._waiting]
            return {"waiting": waiting, "struck": dict(self._struck)}


def _first_bytes(pieces: Iterable[bytes], count: int) -> Iterator[bytes]:
    for piece in pieces:
        if count <= 0:
            return
        yield piece[:count]
        count -= len(piece)


def _with_rubbish(pieces: Iterable[bytes], at: int) -> Iterator[bytes]:
    for piece in pieces:
        yield piece[:at] + b"<&\xff>" + piece[at + 4 :] if 0 <= at < len(piece) else piece
        at -= len(piece)
