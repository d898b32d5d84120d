"""A small OpenID Connect provider on the loopback interface, for one person."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlsplit

from authlib.jose import JsonWebKey, jwt

CLIENT, SECRET, CODE, TOKEN = "airflow", "known to both", "a code", "a token of the provider"


class Provider(ThreadingHTTPServer):
    """Vouches for `person` (claims of the user information, with their groups)."""

    def __init__(self, person: dict[str, Any]) -> None:
        """Start it."""
        super().__init__(("127.0.0.1", 0), _Answers)
        self.person = person
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.key = JsonWebKey.generate_key("RSA", 2048, {"kid": "1"}, is_private=True)
        self.asked: dict[str, str] = {}
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def authorize(self, address: str) -> dict[str, str]:
        """Let the person say yes at the address that Airflow led to; returns what goes back."""
        self.asked = dict(parse_qsl(urlsplit(address).query))
        return {"code": CODE, "state": self.asked["state"]}

    def metadata(self) -> dict[str, Any]:
        names = ("authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint")
        places = {name: f"{self.url}/{name}" for name in names}
        return {"issuer": self.url, "id_token_signing_alg_values_supported": ["RS256"], **places}

    def grant(self, asked: dict[str, str]) -> dict[str, Any]:
        """Answer a code with tokens, to whoever began to ask (PKCE) alone."""
        digest = hashlib.sha256(asked["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (asked["code"], challenge) != (CODE, self.asked["code_challenge"]):
            return {"error": "invalid_grant"}
        now = int(time.time())
        claims = {"iss": self.url, "sub": "1", "aud": CLIENT, "iat": now, "exp": now + 60}
        claims["nonce"] = self.asked["nonce"]
        signed = jwt.encode({"alg": "RS256", "kid": "1"}, claims, self.key).decode()
        return {"access_token": TOKEN, "token_type": "Bearer", "id_token": signed}


class _Answers(BaseHTTPRequestHandler):
    server: Provider  # type: ignore[assignment]
    protocol_version: ClassVar[str] = "HTTP/1.1"

    def do_GET(self) -> None:
        bearer = self.headers.get("Authorization")
        answers: dict[str, Any] = {
            "/.well-known/openid-configuration": self.server.metadata(),
            "/jwks_uri": {"keys": [self.server.key.as_dict(is_private=False)]},
            "/userinfo_endpoint": self.server.person if bearer == f"Bearer {TOKEN}" else {},
        }
        self._answer(answers[self.path])

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._answer(self.server.grant(dict(parse_qsl(body))))

    def _answer(self, body: dict[str, Any]) -> None:
        text = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_: object) -> None:
        """Say nothing."""
