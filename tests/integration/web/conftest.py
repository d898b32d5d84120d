"""Airflow's API server in this process, with its own login, over a real LMS database."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from fastapi.testclient import TestClient

from dev.servers.roles import RUNS, let_in, url_as

ROLES = ("viewer", "user", "op", "admin")


@dataclass
class Browser:
    """Opens pages as a user of a role; None: nobody is logged in."""

    client: TestClient
    headers: dict[str, dict[str, str]]

    def get(self, path: str, role: str | None = "viewer", **more: Any) -> Any:
        known = self.headers[role] if role else {}
        more.setdefault("headers", {}).update(known)
        self.client.cookies.clear()
        return self.client.get(f"/hiperus{path}", follow_redirects=False, **more)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Start the API server once; roles are those of Airflow's simple auth manager."""
    settings = {
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": ",".join(f"{r}:{r}" for r in ROLES),
        "AIRFLOW__API_AUTH__JWT_SECRET": "a secret of the tests, long enough for SHA-512: "
        + "x" * 32,
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(
            tmp_path_factory.mktemp("auth") / "passwords.json"
        ),
    }
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Airflow's own, at its start
        for name, value in settings.items():
            patch.setenv(name, value)
        from airflow.utils import db  # noqa: PLC0415 - after the settings

        db.initdb()
        from airflow.api_fastapi.app import create_app, get_auth_manager  # noqa: PLC0415
        from airflow.api_fastapi.auth.managers.simple.user import (  # noqa: PLC0415
            SimpleAuthManagerUser,
        )

        app = create_app(apps="core")
        tokens = {
            role: get_auth_manager().generate_jwt(
                SimpleAuthManagerUser(username=role, role=role.upper())
            )
            for role in ROLES
        }
        headers = {role: {"Authorization": f"Bearer {token}"} for role, token in tokens.items()}
        yield Browser(TestClient(app, raise_server_exceptions=False), headers)


def connection_of(url: str) -> str:
    """Return an Airflow connection in JSON for a test database's URL."""
    parts = urlsplit(url)
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    kind = "mysql" if parts.scheme == "mysql" else "postgres"
    return json.dumps(
        {
            "conn_type": kind,
            "host": options.get("host") or parts.hostname,
            "port": parts.port,
            "login": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "schema": parts.path.lstrip("/"),
        }
    )


@pytest.fixture
def lms(empty_database_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let the connection lms_default lead to this test's own database; returns its URL."""
    let_in(empty_database_url)
    url = url_as(empty_database_url, RUNS)
    monkeypatch.setenv("AIRFLOW_CONN_LMS_DEFAULT", connection_of(url))
    return empty_database_url
