"""`make audit` fails over a known vulnerability, and does not mistake silence for a good answer."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dev.audit import main

VULNERABILITY = {
    "id": "GHSA-none-such-0001",
    "aliases": ["CVE-2026-99999"],
    "modified": "2026-01-01T00:00:00Z",
    "published": "2026-01-01T00:00:00Z",
    "summary": "An invented one",
    "details": "An invented one",
    "affected": [
        {
            "package": {"name": "invented", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.0.1"}]}],
        }
    ],
}


class _Osv(BaseHTTPRequestHandler):
    """Answers as OSV does: one package has a vulnerability, all others none."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        has_it = asked["package"]["name"] == "invented"
        body = json.dumps({"vulns": [VULNERABILITY]} if has_it else {}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def osv() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Osv)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/v1/query"
    server.shutdown()
    server.server_close()


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    path = tmp_path / "requirements.txt"
    path.write_text("harmless==2.0\ninvented==1.0.0\n")
    return path


def audit(lock: Path, url: str, accepted: str = "") -> int:
    path = lock.with_name("accepted.txt")
    path.write_text(accepted)
    return main([str(lock), "--accepted", str(path), "--osv-url", url])


def test_a_known_vulnerability_fails(
    lock: Path, osv: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit(lock, osv) == 1
    said = capsys.readouterr().out
    assert "VULNERABLE invented 1.0.0: CVE-2026-99999, GHSA-none-such-0001; mended in 1.0.1" in said
    assert "2 packages audited by osv" in said


def test_an_accepted_one_passes_with_its_reason(
    lock: Path, osv: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit(lock, osv, "# why\nCVE-2026-99999 we do not use it\nCVE-2020-1 gone\n") == 0
    said = capsys.readouterr().out
    assert "(we do not use it)" in said
    assert "CVE-2020-1 is accepted, but no locked package has it" in said


def test_one_without_a_reason_is_not_accepted(lock: Path, osv: str) -> None:
    with pytest.raises(SystemExit, match="without a reason"):
        audit(lock, osv, "CVE-2026-99999\n")


def test_a_service_out_of_reach_is_said_and_does_not_fail(
    lock: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("dev.audit.SERVICES", ("osv",))
    assert audit(lock, "http://127.0.0.1:9/v1/query") == 0
    said = capsys.readouterr().out
    assert "were NOT audited" in said
    assert "0 vulnerabilities" not in said
