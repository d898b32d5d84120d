"""Servers on the loopback interface that keep what they are sent.

An SMTP server, a webhook, and a collector of OpenTelemetry's metrics and OpenLineage's events.
"""

from __future__ import annotations

import email
import email.policy
import gzip
import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class _Mailbox(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Smtp)
        self.messages: list[EmailMessage] = []
        self.refuses = False


class _Smtp(socketserver.StreamRequestHandler):
    """Just enough of SMTP for one message a connection."""

    server: _Mailbox

    def handle(self) -> None:
        self._say("220 sink")
        while line := self.rfile.readline().decode().strip():
            word = line.split()[0].upper()
            if word == "DATA":
                self._take()
            elif word == "QUIT":
                self._say("221 bye")
                return
            elif word == "MAIL" and self.server.refuses:
                self._say("451 not now")
            else:
                self._say("250 sink")

    def _take(self) -> None:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        message = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        self.server.messages.append(message)
        self._say("250 kept")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


class _Hook(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Post)
        self.records: list[dict[str, Any]] = []
        self.status = 200

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/secret-path"


class _Post(BaseHTTPRequestHandler):
    server: _Hook

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.server.status == 200:
            self.server.records.append(json.loads(body))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Collector(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Take)
        self.bodies: list[tuple[str, bytes]] = []

    @property
    def environment(self) -> dict[str, str]:
        """What makes Airflow send its statistics and its lineage here."""
        url = f"http://127.0.0.1:{self.server_address[1]}"
        transport = {"type": "http", "url": url, "endpoint": "lineage"}
        return {
            "AIRFLOW__METRICS__OTEL_ON": "True",
            "OTEL_EXPORTER_OTLP_ENDPOINT": url,
            "OTEL_EXPORTER_OTLP_PROTOCOL": "http/protobuf",
            "OTEL_METRIC_EXPORT_INTERVAL": "1000",
            "AIRFLOW__OPENLINEAGE__TRANSPORT": json.dumps(transport),
        }

    def metrics(self) -> dict[str, list[Any]]:
        """Return the data points (OpenTelemetry's own objects) by the metric's name."""
        found: dict[str, list[Any]] = {}
        for path, body in list(self.bodies):
            if path.endswith("/v1/metrics"):
                for metric in _metrics_in(body):
                    kind = metric.WhichOneof("data")
                    points = getattr(metric, kind).data_points
                    found.setdefault(metric.name, []).extend(points)
        return found

    def lineage(self) -> list[dict[str, Any]]:
        """Return OpenLineage's events."""
        return [json.loads(body) for path, body in list(self.bodies) if path == "/lineage"]


def _metrics_in(body: bytes) -> Iterator[Any]:
    from opentelemetry.proto.collector.metrics.v1 import metrics_service_pb2  # noqa: PLC0415

    request = metrics_service_pb2.ExportMetricsServiceRequest.FromString(body)
    for resource in request.resource_metrics:
        for scope in resource.scope_metrics:
            yield from scope.metrics


class _Take(BaseHTTPRequestHandler):
    server: _Collector

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        self.server.bodies.append((self.path, body))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def _serving(server: Any) -> Iterator[Any]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def mailbox() -> Iterator[_Mailbox]:
    """Run the SMTP server."""
    with _serving(_Mailbox()) as server:
        yield server


@contextmanager
def webhook() -> Iterator[_Hook]:
    """Run the webhook."""
    with _serving(_Hook()) as server:
        yield server


@contextmanager
def collector() -> Iterator[_Collector]:
    """Run the collector of metrics and lineage."""
    with _serving(_Collector()) as server:
        yield server
