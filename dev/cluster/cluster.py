"""Airflow with CeleryExecutor on one machine, in the environment of `docker-compose.yaml`."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import requests
from cryptography.fernet import Fernet

from dev.cluster.compose import REPOSITORY, Compose
from dev.cluster.parts import Part
from dev.servers.ports import free_port
from dev.servers.postgres import PostgresServer

START_LIMIT_SECONDS = 150
SERVICES = ("api-server", "scheduler", "dag-processor", "triggerer")
ADMIN = "admin"


def is_possible() -> bool:
    """Tell whether a Redis server is installed."""
    return shutil.which("redis-server") is not None


class Cluster:
    """Redis, metadata in PostgreSQL, the services of the compose file and two workers.

    The administrator is `ADMIN` with `password`.
    """

    def __init__(
        self, folder: Path, postgres: PostgresServer, environment: Mapping[str, str]
    ) -> None:
        """Start it; waits until the scheduler is well.

        Args:
            folder: for homes and logs.
            postgres: where the metadata goes.
            environment: the variables of `.env` that are about platform, LMS and alerts, and
                Airflow's own settings to change.
        """
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._port, self._redis_port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        self.password = secrets.token_urlsafe(16)
        password = secrets.token_urlsafe(16)
        self._environment = self._settings(postgres, environment, password)
        self.parts: dict[str, Part] = {}
        self._session = requests.Session()
        self._session.trust_env = False
        try:
            self._start_redis(password)
            self._set_up()
            for service in SERVICES:
                self._start(service, service)
            for number in (1, 2):
                self.start_worker(number)
            self._wait()
        except BaseException:
            self.stop()
            raise

    def start_worker(self, number: int) -> None:
        """Start a worker, or start it again."""
        name = f"worker-{number}"
        self._start(name, "worker", "--celery-hostname", f"{name}@%h")

    def _set_up(self) -> None:
        """Run what the compose file's service `setup` runs, which alone knows the password.

        Raises:
            RuntimeError: it failed; with its words.
        """
        done = subprocess.run(
            [str(REPOSITORY / "bin" / "airflow-setup")],
            env={**self._only_setup, **self._environment},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"bin/airflow-setup: {done.stderr[-800:]}")

    def call(self, method: str, path: str, **body: Any) -> Any:
        """Call the REST API and return what it says."""
        answer = self._session.request(
            method, f"{self.url}/api/v2/{path}", json=body or None, timeout=60
        )
        if not answer.ok:
            raise RuntimeError(f"{method} {path}: {answer.status_code} {answer.text[:500]}")
        return answer.json() if answer.content else None

    def stop(self) -> None:
        """Stop everything, Redis last."""
        for part in reversed(self.parts.values()):
            part.stop()

    def _dotenv(self, redis_password: str) -> dict[str, str]:
        return {
            "AIRFLOW_FERNET_KEY": Fernet.generate_key().decode(),
            "AIRFLOW_JWT_SECRET": secrets.token_urlsafe(48),
            "AIRFLOW_SECRET_KEY": secrets.token_urlsafe(48),
            "AIRFLOW_BASE_URL": self.url,
            "AIRFLOW_ADMIN_USER": ADMIN,
            "AIRFLOW_ADMIN_PASSWORD": self.password,
            "POSTGRES_PASSWORD": "unused",
            "REDIS_PASSWORD": redis_password,
        }

    def _settings(
        self, postgres: PostgresServer, environment: Mapping[str, str], password: str
    ) -> dict[str, str]:
        postgres.create_database("airflow")
        socket = quote(postgres.socket_folder, safe="")
        variables = {**self._dotenv(password), **environment}
        places = {
            "airflow:unused@postgres/airflow": f"postgres@/airflow?host={socket}",
            "@redis:6379": f"@127.0.0.1:{self._redis_port}",
            "http://api-server:8080": self.url,
            "/opt/airflow": str(self.folder / "home"),
            "/opt/hiperus": str(REPOSITORY),
        }
        for name in ("reports", "logs"):
            (self.folder / "home" / name).mkdir(parents=True, exist_ok=True)
        compose = Compose(variables, places)
        inside, self._only_setup = compose.environment("worker"), compose.environment("setup")
        here = {
            "AIRFLOW_HOME": str(self.folder / "home"),
            "AIRFLOW__CORE__DAGS_FOLDER": str(REPOSITORY / "dags"),
            "AIRFLOW__CORE__PLUGINS_FOLDER": str(REPOSITORY / "plugins"),
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            "AIRFLOW__API__HOST": "127.0.0.1",
            "AIRFLOW__API__PORT": str(self._port),
            "AIRFLOW__API__WORKERS": "1",
            "AIRFLOW__API__MAXIMUM_PAGE_LIMIT": "1000",
            "AIRFLOW__CELERY__WORKER_CONCURRENCY": "2",
        }
        ours = {k: v for k, v in environment.items() if k.startswith(("AIRFLOW__", "HIPERUS_"))}
        return {**os.environ, **inside, **here, **ours}

    def _start_redis(self, password: str) -> None:
        command = ["redis-server", "--port", str(self._redis_port), "--bind", "127.0.0.1"]
        command += ["--requirepass", password, "--save", "", "--dir", str(self.folder)]
        self.parts["redis"] = Part("redis", command, os.environ, self.folder)

    def _start(self, name: str, service: str, *more: str) -> None:
        command = Compose({}, {}).command(service)
        if service == "worker":
            # Nobody reads a worker's log server here, and two would want one port.
            more = (*more, "--skip-serve-logs", "--pid", str(self.folder / f"{name}.pid"))
        self.parts[name] = Part(
            name,
            [str(REPOSITORY / ".venv" / "bin" / "airflow"), *command, *more],
            self._environment,
            self.folder,
        )

    def _wait(self) -> None:
        deadline = time.monotonic() + START_LIMIT_SECONDS
        while time.monotonic() < deadline:
            with suppress(requests.RequestException, ValueError, KeyError, RuntimeError):
                health = self._session.get(f"{self.url}/api/v2/monitor/health", timeout=5).json()
                if all(health[p]["status"] == "healthy" for p in ("scheduler", "dag_processor")):
                    self._log_in()
                    self.call("GET", "dags/hiperus_cdr_backfill")
                    return
            time.sleep(1)
        raise RuntimeError(f"The cluster did not start; see {self.folder}.")

    def _log_in(self) -> None:
        who = {"username": ADMIN, "password": self.password}
        answer = self._session.post(f"{self.url}/auth/token", json=who, timeout=30)
        self._session.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
