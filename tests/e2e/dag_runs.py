"""Runs DAGs in one process, each as `airflow dags test` would: Airflow starts once for all of them.

Started by `DagRuns`; takes a job a line, `{"dag_id", "conf", "environment", "today"}`, answers each
with a line in a pipe of its own, so that everything printed is what a person would see.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

ROOT = Path(__file__).parents[2]


class DagRuns:
    """A running process; what it and its DAGs print goes into `output`."""

    def __init__(self, home: Path, output: Path, environment: Mapping[str, str]) -> None:
        """Make Airflow's database in `home`, and start."""
        surroundings = {
            **os.environ,
            **environment,
            "AIRFLOW_HOME": str(home),
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
        }
        setup = [str(ROOT / "bin" / "airflow-setup")]
        subprocess.run(setup, env=surroundings, check=True, capture_output=True)
        answers, theirs = os.pipe()
        self._log = output.open("ab")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.dag_runs", "dags", "test", str(theirs)],
            cwd=ROOT,
            env=surroundings,
            stdin=subprocess.PIPE,
            stdout=self._log,
            stderr=self._log,
            pass_fds=[theirs],
            text=True,
        )
        os.close(theirs)
        self._answers = os.fdopen(answers)

    def run(
        self,
        dag_id: str,
        conf: Mapping[str, Any] | None = None,
        *,
        today: date | None = None,
        **environment: str,
    ) -> str:
        """Run a DAG, with variables of its own from now on, on a day; returns the run's state."""
        day = today.isoformat() if today else ""
        job = {"dag_id": dag_id, "conf": conf or {}, "environment": environment, "today": day}
        assert self._process.stdin
        self._process.stdin.write(f"{json.dumps(job)}\n")
        self._process.stdin.flush()
        answer = self._answers.readline().strip()
        assert answer, "the process is gone; its output says why"
        return answer

    def stop(self) -> None:
        """End the process."""
        assert self._process.stdin
        self._process.stdin.close()
        try:
            self._process.wait(60)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(10)
        self._answers.close()
        self._log.close()


def _serve(answers: int) -> None:
    from airflow.dag_processing.dagbag import DagBag  # noqa: PLC0415 - in the child alone

    bag = DagBag(str(ROOT / "dags"))
    with os.fdopen(answers, "w") as out:
        for line in sys.stdin:
            job = json.loads(line)
            os.environ.update(job["environment"])
            with _on(job["today"]):
                run = bag.dags[job["dag_id"]].test(run_conf=job["conf"])
            out.write(f"{run.state}\n")
            out.flush()


def _on(day: str) -> AbstractContextManager[Any]:
    if not day:
        return nullcontext()
    return mock.patch("hiperus.tasks.frame.runs.today", return_value=date.fromisoformat(day))


if __name__ == "__main__":
    _serve(int(sys.argv[3]))
