"""Visits the Hiperus page in Airflow's API server, in this process and without a browser.

The environment says where Airflow's home, the plugins and the LMS are; Airflow reads it once, so
this is for a process of its own.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).parents[1]

WAITING = 'http-equiv="refresh"'
"""A page that holds this asks again by itself until its drafts are worked out."""

DRAFT_LIMIT_SECONDS = 900

_USER = "visitor"


def surroundings(home: Path | str) -> dict[str, str]:
    """Return the variables of a visitor's process, with Airflow's home; connections are extra."""
    return {
        "PYTHONPATH": os.pathsep.join((str(REPOSITORY / "plugins"), str(REPOSITORY))),
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(REPOSITORY / "dags"),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(REPOSITORY / "plugins"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": f"{_USER}:admin",
    }


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
        user = SimpleAuthManagerUser(username=_USER, role="ADMIN")
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
