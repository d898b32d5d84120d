"""The platform behind the wire: sessions, the rate limit, and every action."""

from __future__ import annotations

import hashlib
import threading
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dev.simulator import billing, wire
from dev.simulator.calls import Call, CallMaker
from dev.simulator.data import World
from dev.simulator.reading import READING, RefusedError
from dev.simulator.switches import Switches
from dev.simulator.writing import STRUCT_ANSWERS, WRITING

_WINDOW_S = 10.0
_REFUSED_RATE = "Przekroczono limit {} zapytań w ciągu 10 sekund"


@dataclass(frozen=True)
class Answer:
    """An HTTP answer; `length` is None when the body is streamed."""

    status: int
    pieces: Iterable[bytes]
    length: int | None = None
    content_type: str = "text/xml; charset=utf-8"

    @classmethod
    def of(cls, body: bytes, status: int = 200, content_type: str = "") -> Answer:
        """Return an answer whose body is at hand."""
        return cls(status, [body], len(body), content_type or cls.content_type)


@dataclass(frozen=True)
class Credentials:
    """Who may log in."""

    login: str = "demo"
    password: str = "demo123"  # noqa: S105 (invented)
    domain: str = "example.pl"


@dataclass
class Statistics:
    """What was asked; `refused` by the rate limit."""

    actions: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    most_in_10s: int = 0


class Service:
    """Answers decoded requests; safe to use from many threads."""

    def __init__(self, world: World, maker: CallMaker, credentials: Credentials) -> None:
        self.world = world
        self.maker = maker
        self.switches = Switches()
        self.statistics = Statistics()
        self._credentials = credentials
        self.sessions_given: list[str] = []
        self._sessions: dict[str, float] = {}
        self._recent: deque[float] = deque()
        self._arrivals: deque[float] = deque()
        self._lock = threading.RLock()

    def reset(self) -> None:
        """Put switches and counts back; data and sessions stay."""
        with self._lock:
            self.switches = Switches()
            self.statistics = Statistics()
            self._recent.clear()
            self._arrivals.clear()

    def expire_sessions(self) -> None:
        """Log everybody out."""
        with self._lock:
            self._sessions.clear()

    def answer(self, request: wire.Request) -> Answer:
        """Perform a request."""
        with self._lock:
            self.statistics.actions[request.action] += 1
            if not self._has_room():
                self.statistics.refused += 1
                return self._refusal_for_rate(request)
        if request.realm != "PLATFORM_MNGM":
            return self.refused(request, f"Nieznana domena: {request.realm}")
        if request.action == "Login":
            return self._login(request)
        if request.action == "CheckLogin":
            return self._check_login(request)
        if not self._is_logged(request.session_id):
            return self._expired(request)
        return self._perform(request)

    def refused(self, request: wire.Request, message: str | None) -> Answer:
        """Return `success = false` with the platform's words."""
        return self._whole([], "", request.session_id, message=message, success=False)

    def _perform(self, request: wire.Request) -> Answer:
        action, arguments = request.action, request.arguments
        try:
            if action == "GetBilling":
                return self._billing(request)
            if action == "Logout":
                with self._lock:
                    self._sessions.pop(str(request.session_id), None)
                return self._whole([], "", request.session_id)
            perform = READING.get(action) or WRITING.get(action)
            if perform is None:
                return self.refused(request, f"Nieznana akcja: {action}")
            with self._lock:
                rows = perform(self.world, arguments)
                as_structs = action in STRUCT_ANSWERS
                return self._rows(rows, request.session_id, as_structs=as_structs)
        except RefusedError as refusal:
            return self.refused(request, str(refusal))

    def _billing(self, request: wire.Request) -> Answer:
        switches = self.switches
        query = billing.read_query(request.arguments, switches)
        count, calls = billing.answer(self.maker, query, switches)
        if wire.is_true(request.arguments.get("compress")):
            texts = list(wire.string_rows([billing.compressed(calls)]))
            return self._whole(texts, "xsd:string", request.session_id)
        head = wire.head(
            success=True, message=None, session_id=request.session_id,
            kind="SOAP-ENC:Struct" if switches.map_shape == "struct" else "ns2:Map", count=count,
        )  # fmt: skip
        return Answer(200, _streamed(head, calls, wire.tail(count), switches))

    # --- sessions and the limit -----------------------------------------------------------------

    def _login(self, request: wire.Request) -> Answer:
        c, given = self._credentials, request.arguments
        if (c.login, c.password, c.domain) != tuple(
            given.get(name) for name in ("username", "password", "domain")
        ):
            return self._whole(
                [], "", None, message="Nieprawidłowy login lub hasło.", success=False
            )
        with self._lock:
            stamp = f"{c.login}/{len(self._sessions)}/{time.monotonic_ns()}"
            session = hashlib.md5(stamp.encode(), usedforsecurity=False).hexdigest()
            self._sessions[session] = time.monotonic()
            self.sessions_given.append(session)
        return self._whole([], "", session)

    def _check_login(self, request: wire.Request) -> Answer:
        logged = self._is_logged(request.session_id)
        row = {"logged": logged, "voip_services": True, "wlr_services": True}
        return self._whole([wire.map_row(row)], "ns2:Map", request.session_id)

    def _is_logged(self, session: str | None) -> bool:
        with self._lock:
            used = self._sessions.get(str(session))
            now = time.monotonic()
            if used is None or now - used > self.switches.session_seconds:
                return False
            self._sessions[str(session)] = now
            return True

    def _expired(self, request: wire.Request) -> Answer:
        if self.switches.expired_answer == "fault":
            return Answer.of(wire.fault("SOAP-ENV:Client", self.switches.expired_text), 500)
        is_silent = self.switches.expired_answer == "silent"
        return self.refused(request, None if is_silent else self.switches.expired_text)

    def _has_room(self) -> bool:
        """Count a request; False when the account made too many in the last 10 s."""
        now = time.monotonic()
        self._arrivals.append(now)
        for window in (self._recent, self._arrivals):
            while window and now - window[0] >= _WINDOW_S:
                window.popleft()
        self.statistics.most_in_10s = max(self.statistics.most_in_10s, len(self._arrivals))
        limit = self.switches.rate_limit
        if limit and len(self._recent) >= limit:
            return False
        self._recent.append(now)
        return True

    def _refusal_for_rate(self, request: wire.Request) -> Answer:
        if self.switches.rate_answer == "http":
            return Answer.of(b"Too Many Requests\n", 429, "text/plain")
        return self.refused(request, _REFUSED_RATE.format(self.switches.rate_limit))

    # --- bodies ---------------------------------------------------------------------------------

    def _rows(
        self, rows: Iterable[dict[str, object]], session_id: str | None, *, as_structs: bool
    ) -> Answer:
        write = wire.struct_row if as_structs else wire.map_row
        kind = "SOAP-ENC:Struct" if as_structs else "ns2:Map"
        texts = [write(row) for row in rows]  # type: ignore[arg-type]
        return self._whole(texts, kind, session_id)

    def _whole(
        self, rows: list[str], kind: str, session_id: str | None, *,
        message: str | None = None, success: bool = True,
    ) -> Answer:  # fmt: skip
        head = wire.head(
            success=success, message=message, session_id=session_id, kind=kind, count=len(rows)
        )
        return Answer.of("".join([head, *rows, wire.tail(len(rows))]).encode())


def _streamed(head: str, calls: Iterator[Call], tail: str, switches: Switches) -> Iterator[bytes]:
    """Yield the body in pieces of some hundred rows."""
    write = wire.struct_row if switches.map_shape == "struct" else wire.map_row
    pieces = [head]
    for call in calls:
        row = call.row
        if switches.map_shape == "reordered":
            row = dict(sorted(row.items()))
        pieces.append(write(row))
        if len(pieces) >= 200:
            yield "".join(pieces).encode()
            pieces = []
    yield "".join([*pieces, tail]).encode()
