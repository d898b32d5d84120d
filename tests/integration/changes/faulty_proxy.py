"""An HTTP proxy before a platform that loses requests or answers of one action on command."""

from __future__ import annotations

import http.client
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

FAULTS = ("hang_before", "hang_after", "reset_before", "reset_after", "cut", "gateway_after")
HANG_S = 1.3
"""Longer than the clients of these tests wait."""


@dataclass
class Mischief:
    """What goes wrong, at which action, how often; and how often it did."""

    kind: str = ""
    action: str = ""
    times: int = 0
    struck: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def plan(self, kind: str, action: str, times: int = 1) -> None:
        self.kind, self.action, self.times, self.struck = kind, action, times, 0

    def take(self, body: bytes) -> str:
        with self.lock:
            if self.times and f">{self.action}<".encode() in body:
                self.times -= 1
                self.struck += 1
                return self.kind
        return ""


class FaultyProxy(ThreadingHTTPServer):
    """Passes every request on to `target`, but for what `mischief` says."""

    daemon_threads = True

    def __init__(self, target: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.target = urlsplit(target)
        self.mischief = Mischief()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{self.target.path}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that went away are part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: FaultyProxy

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep quiet."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        kind = self.server.mischief.take(body)
        if kind.endswith("_before"):
            self._lose(kind)
            return
        status, headers, answer = self._passed_on(body)
        if kind in ("hang_after", "reset_after"):
            self._lose(kind)
            return
        if kind == "gateway_after":
            status, headers, answer = 502, "text/html", b"<html>Bad Gateway</html>"
        self.send_response(status)
        self.send_header("Content-Type", headers)
        self.send_header("Content-Length", str(len(answer)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(answer[: len(answer) // 2] if kind == "cut" else answer)
        self.close_connection = True

    def _passed_on(self, body: bytes) -> tuple[int, str, bytes]:
        target = self.server.target
        connection = http.client.HTTPConnection(target.hostname or "", target.port, timeout=30)
        names = ("Content-Type", "SOAPAction")
        sent = {name: self.headers[name] for name in names if self.headers[name]}
        connection.request("POST", target.path or "/", body, sent)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, answer.getheader("Content-Type", "text/xml"), content

    def _lose(self, kind: str) -> None:
        if kind.startswith("hang"):
            time.sleep(HANG_S)
        reset = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, reset)
        self.connection.close()
        self.close_connection = True


@contextmanager
def faulty_proxy(target: str) -> Iterator[FaultyProxy]:
    """Run a proxy while the block lasts."""
    proxy = FaultyProxy(target)
    threading.Thread(target=proxy.serve_forever, daemon=True).start()
    try:
        yield proxy
    finally:
        proxy.shutdown()
        proxy.server_close()
