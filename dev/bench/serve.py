"""Serves one prepared `GetBilling` answer over HTTP on loopback, from a process of its own.

python -m dev.bench.serve ANSWER PORT_FILE
"""

from __future__ import annotations

import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from dev.simulator import wire


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    answer = Path()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep quiet."""

    def do_POST(self) -> None:
        """Answer billing of successful calls with the file, everything else with nothing."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        request = wire.decode_request(body)
        wanted = request.action == "GetBilling" and wire.is_true(
            request.arguments.get("success_calls")
        )
        first = not request.arguments.get("offset")
        self.send_response(200)
        self.send_header("Content-Type", "text/xml; charset=utf-8")
        if wanted and first:
            self.send_header("Content-Length", str(self.answer.stat().st_size))
            self.end_headers()
            with self.answer.open("rb") as file:
                while piece := file.read(1 << 20):
                    self.wfile.write(piece)
            return
        empty = wire.head(success=True, message=None, session_id="bench", kind="", count=0)
        data = (empty + wire.tail(0)).encode()
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def main() -> None:
    """Serve until killed."""
    _Handler.answer = Path(sys.argv[1])
    server = HTTPServer(("127.0.0.1", 0), _Handler)
    Path(sys.argv[2]).write_text(str(server.server_address[1]))
    server.serve_forever()


if __name__ == "__main__":
    main()
