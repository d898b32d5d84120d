"""Airflow's API server with FAB, set up as Compose does: people, roles and DAGs, but no scheduler.

`airflow standalone` cannot be used: it puts the simple auth manager in the place of any other.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import requests

from dev.cluster.compose import REPOSITORY, Compose
from dev.cluster.parts import Part
from dev.servers.ports import free_port

ADMIN = "admin"
PASSWORD = "a password of the tests"
START_LIMIT_SECONDS = 90


class FabAirflow:
    """A running API server; whoever has an account has the password `PASSWORD`."""

    def __init__(self, folder: Path, metadata_url: str, environment: Mapping[str, str]) -> None:
        """Set it up, read the DAGs, start the server and wait for it."""
        self.folder = folder
        self._port = free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        self._environment = {**os.environ, **self._settings(metadata_url), **environment}
        self._session = requests.Session()
        self._session.trust_env = False
        self._tokens: dict[str, str] = {}
        self._run(str(REPOSITORY / "bin" / "airflow-setup"))
        self._run(str(REPOSITORY / "bin" / "airflow"), "dags", "reserialize")
        command = [str(REPOSITORY / "bin" / "airflow"), "api-server"]
        self._part = Part("api-server", command, self._environment, folder)
        self._wait()

    def stop(self) -> None:
        """Stop the server at once: it would wait for connections that browsers keep."""
        self._part.kill()
        self._part.stop()

    def call(self, method: str, path: str, user: str = ADMIN, **body: Any) -> Any:
        """Call an address as somebody, and return what it says."""
        headers = {"Authorization": f"Bearer {self.token(user)}"}
        answer = self._session.request(
            method, f"{self.url}/{path}", json=body or None, headers=headers, timeout=30
        )
        if not answer.ok:
            raise RuntimeError(f"{method} {path}: {answer.status_code} {answer.text[:500]}")
        return answer.json()

    def token(self, user: str) -> str:
        """Return what signs somebody in, as a header or as the cookie `_token`."""
        if user not in self._tokens:
            who = {"username": user, "password": PASSWORD}
            answer = self._session.post(f"{self.url}/auth/token", json=who, timeout=30)
            answer.raise_for_status()
            self._tokens[user] = str(answer.json()["access_token"])
        return self._tokens[user]

    def _settings(self, metadata_url: str) -> dict[str, str]:
        """Return what Compose gives, with the places of this machine."""
        found = Compose({}, {"/opt/hiperus": str(REPOSITORY)}).environment("api-server")
        kept = ("AIRFLOW__CORE__AUTH_MANAGER", "AIRFLOW__FAB__", "HIPERUS_SIGN_IN")
        return {
            **{name: value for name, value in found.items() if name.startswith(kept)},
            "AIRFLOW_HOME": str(self.folder / "home"),
            "AIRFLOW_ADMIN_USER": ADMIN,
            "AIRFLOW_ADMIN_PASSWORD": PASSWORD,
            "AIRFLOW__API__SECRET_KEY": "signs the cookies of the tests, and nothing else",
            "AIRFLOW__API_AUTH__JWT_SECRET": "signs the tokens of the tests, and nothing else. "
            * 2,
            "AIRFLOW__API__HOST": "127.0.0.1",
            "AIRFLOW__API__PORT": str(self._port),
            "AIRFLOW__API__BASE_URL": self.url,
            "AIRFLOW__API__WORKERS": "1",
            "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": metadata_url,
        }

    def _run(self, *command: str) -> None:
        done = subprocess.run(
            command, env=self._environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}: {done.stderr[-2000:]}")

    def _wait(self) -> None:
        deadline = time.monotonic() + START_LIMIT_SECONDS
        while time.monotonic() < deadline and self._part.is_running:
            with suppress(requests.RequestException):
                if self._session.get(f"{self.url}/api/v2/monitor/health", timeout=5).ok:
                    return
            time.sleep(0.3)
        self.stop()
        raise RuntimeError(f"The API server did not start; see {self._part.log_path}.")
