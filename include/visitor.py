"""Visits the Hiperus page in Airflow's API server, in this process and without a browser.

The environment says where Airflow's home, the plugins and the LMS are; Airflow reads it once, so
this is for a process of its own.
"""

from __future__ import annotations

import time
from typing import Any

WAITING = 'http-equiv="refresh"'
"""A page that holds this asks again by itself until its drafts are worked out."""

DRAFT_LIMIT_SECONDS = 900

USER = "visitor"
"""Must be an administrator in `AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS`."""


class Visitor:
    """Somebody who is logged in as an administrator."""

    def __init__(self) -> None:
        """Start Airflow's API server in this process."""
        # Airflow reads its environment while it is imported.
        from airflow.api_fastapi.app import create_app, get_auth_manager  # noqa: PLC0415
        from airflow.api_fastapi.auth.managers.simple.user import (  # noqa: PLC0415
            SimpleAuthManagerUser,
        )
        from airflow.utils import db  # noqa: PLC0415
        from fastapi.testclient import TestClient  # noqa: PLC0415

        db.initdb()
        self._client: Any = TestClient(create_app(apps="core"))
        user = SimpleAuthManagerUser(username=USER, role="ADMIN")
        self._headers = {"Authorization": f"Bearer {get_auth_manager().generate_jwt(user)}"}

    def ask(self, path: str) -> tuple[float, str]:
        """Return milliseconds and text of a page."""
        started = time.perf_counter()
        answer = self._client.get(f"/hiperus{path}", headers=self._headers)
        elapsed = (time.perf_counter() - started) * 1000
        is_ours = "Content-Security-Policy" in answer.headers  # else Airflow's own page
        if answer.status_code not in {200, 503} or not is_ours:
            raise RuntimeError(f"{path} answered {answer.status_code}: {answer.text[-300:]}")
        return elapsed, answer.text

    def wait_for_drafts(self, path: str) -> float:
        """Return the seconds until a page's drafts are worked out."""
        started = time.perf_counter()
        while WAITING in self.ask(path)[1]:
            if time.perf_counter() - started > DRAFT_LIMIT_SECONDS:
                raise RuntimeError(f"The drafts of {path} were not worked out in time.")
            time.sleep(0.2)
        return time.perf_counter() - started
