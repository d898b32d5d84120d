"""A private Airflow in a folder of its own, driven through its REST API.

Not `airflow standalone`: its scheduler and triggerer serve logs on every interface of the machine,
and no setting says otherwise. Here the API server reads the logs in the folder.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import requests

from dev.cluster.parts import Part
from dev.servers.ports import free_port

REPOSITORY = Path(__file__).parents[2]
START_LIMIT_SECONDS = 400
SERVICES = (
    ("api-server",),
    ("scheduler", "--skip-serve-logs"),
    ("dag-processor",),
    ("triggerer", "--skip-serve-logs"),
)
FINISHED = {"success", "failed"}
OPEN_DOOR = "airflow.api_fastapi.auth.managers.simple.simple_auth_manager.SimpleAuthManager"
"""Airflow's auth manager that can let everybody in; only for what this machine alone can reach."""


class AirflowServer:
    """A running Airflow on the loopback interface; whoever opens it is an administrator.

    With a `login` (name and password of an administrator that `environment` sets up) people have
    to log in.
    """

    def __init__(
        self,
        home: Path,
        environment: Mapping[str, str],
        metadata_url: str,
        port: int = 0,
        login: tuple[str, str] | None = None,
    ) -> None:
        """Start it and wait until scheduler and API answer.

        Args:
            home: its folder.
            environment: connections and settings.
            metadata_url: an empty PostgreSQL database: on SQLite a busy scheduler ends with
                "database is locked".
            port: of its page; 0: a free one.
            login: name and password of an administrator, where people have to log in.
        """
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        home.mkdir(parents=True, exist_ok=True)
        self._home = home
        self._environment = {**os.environ, **self._settings(home), **environment}
        self._environment["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"] = metadata_url
        self._set_up()
        airflow = str(REPOSITORY / "bin" / "airflow")
        self._parts = [Part(w[0], [airflow, *w], self._environment, home) for w in SERVICES]
        self._session = requests.Session()
        self._session.trust_env = False
        self._wait_until_healthy()
        self._session.headers["Authorization"] = f"Bearer {self._token(login)}"

    def _set_up(self) -> None:
        command = [str(REPOSITORY / "bin" / "airflow-setup")]
        subprocess.run(command, env=self._environment, check=True)

    def _settings(self, home: Path) -> dict[str, str]:
        return {
            "AIRFLOW_HOME": str(home),
            "AIRFLOW__CORE__AUTH_MANAGER": OPEN_DOOR,
            "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "True",
            "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
            # Known to all parts; Airflow would make one for each.
            "AIRFLOW__API__SECRET_KEY": secrets.token_urlsafe(48),
            "AIRFLOW__API_AUTH__JWT_SECRET": secrets.token_urlsafe(64),
            "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{self.url}/execution/",
            "AIRFLOW__API__HOST": "127.0.0.1",
            "AIRFLOW__API__PORT": str(self.port),
            "AIRFLOW__API__BASE_URL": self.url,
            "AIRFLOW__API__WORKERS": "1",
            "AIRFLOW__API__MAXIMUM_PAGE_LIMIT": "1000",
            "AIRFLOW__CORE__PARALLELISM": "4",
            "AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL": "15",
            "AIRFLOW__SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME": "0.3",
        }

    def _token(self, login: tuple[str, str] | None) -> str:
        address = f"{self.url}/auth/token"
        if login is None:
            return str(self._session.get(address, timeout=30).json()["access_token"])
        body = {"username": login[0], "password": login[1]}
        return str(self._session.post(address, json=body, timeout=30).json()["access_token"])

    @property
    def process_ids(self) -> list[int]:
        """Each part's first process, whose session (in the operating system) all others are in."""
        return [part.process_id for part in self._parts]

    @property
    def environment(self) -> dict[str, str]:
        """What a command line beside it needs to mean the same Airflow."""
        return dict(self._environment)

    def call(self, method: str, path: str, **body: Any) -> Any:
        """Call the REST API and return what it says."""
        answer = self._session.request(
            method, f"{self.url}/api/v2/{path}", json=body or None, timeout=60
        )
        if not answer.ok:
            raise RuntimeError(f"{method} {path}: {answer.status_code} {answer.text[:500]}")
        return answer.json() if answer.content else None

    def run(
        self,
        dag_id: str,
        conf: Mapping[str, Any] | None = None,
        *,
        watch: Callable[[int, int], None] = lambda done, known: None,
        limit_seconds: int = 1200,
    ) -> str:
        """Trigger a DAG, wait for its end and return `success` or `failed`.

        Args:
            dag_id: which one; it is unpaused first.
            conf: the run's parameters.
            watch: told how many task instances are done and how many are known.
            limit_seconds: gives up after so long.
        """
        self.wait_for_dag(dag_id)
        self.call("PATCH", f"dags/{dag_id}", is_paused=False)
        run = self.call("POST", f"dags/{dag_id}/dagRuns", logical_date=None, conf=dict(conf or {}))
        path = f"dags/{dag_id}/dagRuns/{run['dag_run_id']}"
        deadline = time.monotonic() + limit_seconds
        while time.monotonic() < deadline:
            state = str(self.call("GET", path)["state"])
            watch(*self._counts(path))
            if state in FINISHED:
                return state
            time.sleep(1)
        raise RuntimeError(f"{dag_id} did not end within {limit_seconds} s.")

    def failures(self, dag_id: str) -> list[str]:
        """Return the last lines of the failed tasks' logs, newest run first."""
        runs = self.call("GET", f"dags/{dag_id}/dagRuns?order_by=-run_after&limit=1")["dag_runs"]
        path = f"dags/{dag_id}/dagRuns/{runs[0]['dag_run_id']}/taskInstances"
        found = []
        for task in self.call("GET", f"{path}?limit=500")["task_instances"]:
            if task["state"] == "failed":
                log = self.call(
                    "GET",
                    f"{path}/{task['task_id']}/logs/{task['try_number']}"
                    f"?map_index={task['map_index']}&full_content=true",
                )
                found.append(f"{task['task_id']}: {str(log)[-4000:]}")
        return found

    def stop(self) -> None:
        """Stop all parts with their children."""
        for part in self._parts:
            part.ask_to_end()
        for part in self._parts:
            part.stop()

    def wait(self) -> None:
        """Block until a part ends."""
        while self._runs:
            time.sleep(1)

    @property
    def _runs(self) -> bool:
        return all(part.is_running for part in self._parts)

    def _counts(self, path: str) -> tuple[int, int]:
        tasks = self.call("GET", f"{path}/taskInstances?limit=1000")["task_instances"]
        ended = {"success", "failed", "skipped", "upstream_failed"}
        return sum(t["state"] in ended for t in tasks), len(tasks)

    def wait_for_dag(self, dag_id: str) -> None:
        """Wait until Airflow knows a DAG."""
        deadline = time.monotonic() + START_LIMIT_SECONDS
        while time.monotonic() < deadline:
            with suppress(RuntimeError):
                self.call("GET", f"dags/{dag_id}")
                return
            time.sleep(1)
        raise RuntimeError(f"Airflow does not list {dag_id}; see the logs in {self._home}.")

    def _wait_until_healthy(self) -> None:
        deadline = time.monotonic() + START_LIMIT_SECONDS
        while time.monotonic() < deadline and self._runs:
            with suppress(requests.RequestException, ValueError, KeyError):
                health = self._session.get(f"{self.url}/api/v2/monitor/health", timeout=5).json()
                parts = ("metadatabase", "scheduler", "dag_processor")
                if all(health[part]["status"] == "healthy" for part in parts):
                    return
            time.sleep(0.5)
        self.stop()
        raise RuntimeError(f"Airflow did not start; see the logs in {self._home}.")
