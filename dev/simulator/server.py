"""HTTP: the SOAP endpoint, and `/_control` for switches, faults and counts."""

from __future__ import annotations

import json
import socket
import struct
import time
from collections.abc import Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from dev.simulator import wire
from dev.simulator.faults import Fault, FaultBoard
from dev.simulator.service import Answer, Service

PATH = "/hiperusapi.php"
CONTROL = "/_control"
_PAGE = (
    b"<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head><body>Przerwa</body></html>"
)
_LARGEST_REQUEST = 10 * 1024 * 1024


class Simulator(ThreadingHTTPServer):
    """The stand-in platform on a port of this machine; port 0 takes a free one."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, service: Service, port: int = 0, host: str = "127.0.0.1") -> None:
        super().__init__((host, port), _Handler)
        self.service = service
        self.faults = FaultBoard()

    @property
    def url(self) -> str:
        return f"http://{self.server_address[0]!s}:{self.server_address[1]}{PATH}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep quiet: clients that leave early are part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # head and body are two writes; else each waits 40 ms
    server: Simulator

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep quiet."""

    def do_GET(self) -> None:
        if self.path == CONTROL:
            self._send_json(_state(self.server))
        else:
            self._send(Answer.of(b"Only POST\n", 405, "text/plain"))

    def do_POST(self) -> None:
        body = self._body()
        if self.path == CONTROL:
            self._control(body)
            return
        try:
            request = wire.decode_request(body)
        except (wire.BadRequestError, ValueError) as error:
            self._send(Answer.of(wire.fault("SOAP-ENV:Client", str(error)), 500))
            return
        self._answer(request)

    def _answer(self, request: wire.Request) -> None:
        fault = self.server.faults.take(request.action)
        if fault is None:
            self._send(self.server.service.answer(request))
            return
        # Slow in answering: a request counts for the rate limit when it arrives.
        answer = _spoiled_answer(self.server.service, request, fault)
        time.sleep(fault.seconds)
        if answer is None:
            self._reset()
            return
        self._send(answer, is_cut=fault.kind == "cut")

    def _control(self, body: bytes) -> None:
        try:
            _apply(self.server, json.loads(body or b"{}"))
        except (ValueError, TypeError) as error:
            self._send_json({"error": str(error)}, 400)
            return
        self._send_json(_state(self.server))

    def _body(self) -> bytes:
        length = min(int(self.headers.get("Content-Length", 0)), _LARGEST_REQUEST)
        return self.rfile.read(length)

    def _send_json(self, value: object, status: int = 200) -> None:
        self._send(Answer.of(json.dumps(value).encode(), status, "application/json"))

    def _send(self, answer: Answer, *, is_cut: bool = False) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        if answer.length is None:
            self.send_header("Transfer-Encoding", "chunked")
        else:
            self.send_header("Content-Length", str(answer.length))
        self.end_headers()
        sent = self._write(answer.pieces, is_chunked=answer.length is None)
        if is_cut or (answer.length is not None and sent != answer.length):
            self.close_connection = True
        elif answer.length is None:
            self.wfile.write(b"0\r\n\r\n")

    def _write(self, pieces: Iterable[bytes], *, is_chunked: bool) -> int:
        sent = 0
        for piece in pieces:
            if piece:
                self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece) if is_chunked else piece)
                sent += len(piece)
        return sent

    def _reset(self) -> None:
        """Drop the connection at once, with a TCP reset."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True


def _spoiled_answer(service: Service, request: wire.Request, fault: Fault) -> Answer | None:
    """Return what the client gets instead; None: a reset."""
    made = {
        "refuse": lambda: service.refused(request, fault.text or "Błąd wewnętrzny"),
        "fault": lambda: Answer.of(wire.fault("SOAP-ENV:Server", fault.text or "Błąd"), 500),
        "html": lambda: Answer.of(_PAGE, 200, "text/html"),
        "http": lambda: Answer.of(_PAGE, fault.status, "text/html"),
        "body": lambda: Answer.of(fault.text.encode()),
        "empty": lambda: Answer.of(b""),
        "flood": lambda: Answer(200, fault.flood(), None),
        "reset": lambda: None,
    }.get(fault.kind)
    if made is not None:
        if fault.effect:
            service.answer(request)
        return made()
    if fault.kind == "expire":
        service.expire_sessions()
    if fault.kind == "switch":
        service.switches = service.switches.changed(json.loads(fault.text))
    if fault.kind == "offset":
        offset = max(0, int(request.arguments.get("offset") or 0) + fault.at)
        request.arguments["offset"] = offset
    answer = service.answer(request)
    length = answer.length
    if length is not None and fault.kind in ("truncate", "replace"):
        body = b"".join(fault.spoiled(answer.pieces))
        return Answer.of(body, answer.status)
    if fault.kind == "wrong_length":
        body = b"".join(answer.pieces)
        return Answer(answer.status, [body], len(body) + fault.at)
    return Answer(answer.status, fault.spoiled(answer.pieces), length, answer.content_type)


def _apply(server: Simulator, command: dict[str, Any]) -> None:
    """Carry out a command: `reset`, `switches`, `faults`, `expire_sessions`.

    Raises:
        ValueError: an unknown command, switch or fault.
    """
    unknown = set(command) - {"reset", "switches", "faults", "expire_sessions"}
    if unknown:
        raise ValueError(f"no command {sorted(unknown)}")
    if command.get("reset"):
        server.faults.clear()
        server.service.reset()
    if command.get("expire_sessions"):
        server.service.expire_sessions()
    server.service.switches = server.service.switches.changed(command.get("switches", {}))
    for fault in command.get("faults", []):
        server.faults.add(fault)


def _state(server: Simulator) -> dict[str, object]:
    counts = server.service.statistics
    return {
        "switches": vars(server.service.switches),
        "faults": server.faults.report(),
        "actions": dict(counts.actions),
        "refused_for_rate": counts.refused,
        "most_in_10s": counts.most_in_10s,
    }
