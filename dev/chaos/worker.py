"""Runs a job in a process of its own, which may be killed or held at any of its steps.

A step is one statement or one request to the platform. The processes are forks of a small server
that has everything imported, so that one costs milliseconds; killing them is a real SIGKILL.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import sys
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from dev.chaos.jobs import JOBS, Work
from dev.chaos.platform import PAGE_SIZE, client
from dev.chaos.steps import Blow, Steps, WatchedPlatform, codes_of
from dev.chaos.watched import watched
from hiperus.errors import HiperusError, Retriable, SetAside
from hiperus.storage.connect import connect
from hiperus.storage.database import Database
from hiperus.storage.statements import Dialect

LONGEST_SECONDS = 180


@dataclass(frozen=True, slots=True)
class Task:
    """A job, where it works, and how."""

    job: str
    url: str
    endpoint: str = "http://127.0.0.1:9/"
    arguments: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """How a process ended.

    Attributes:
        was_killed: by SIGKILL, as its exit code says.
        steps: what it did, step by step.
        error: the class of the error that it ended with; None without one.
        message: the error's sentence, or the job's result.
        verdict: `retry`, `set aside`, `fail`, or empty where there was no error.
        codes: SQLSTATEs (PostgreSQL) or numbers (MySQL) of the errors its statements met.
        peak_mb: the most memory that it held.
        audited: how many statements inside transactions were asked whether one is still open.
        ended_early: those after which none was.
    """

    was_killed: bool
    steps: tuple[str, ...] = ()
    error: type[BaseException] | None = None
    message: str = ""
    verdict: str = ""
    codes: tuple[str, ...] = ()
    peak_mb: float = 0.0
    audited: int = 0
    ended_early: tuple[str, ...] = ()

    @property
    def is_done(self) -> bool:
        return not self.was_killed and not self.error

    @property
    def error_class(self) -> str:
        """The name of the error's class, for people; empty without one."""
        return self.error.__name__ if self.error else ""


class Child:
    """A running process."""

    def __init__(self, task: Task, blow: Blow | None, log: Path) -> None:
        self._pipe, theirs = multiprocessing.Pipe()
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([__name__])
        self._process = context.Process(target=_main, args=(task, blow, theirs, str(log)))
        self._process.start()
        theirs.close()
        self.backend = 0

    def is_held(self) -> bool:
        """Wait until it is held at its step; False: it came to its end before."""
        message = self._receive()
        if isinstance(message, int):
            self.backend = message
            return True
        self._last = message
        return False

    def is_waiting(self, seconds: float = 0.7) -> bool:
        """Tell whether it has not come to its end after so long: somebody holds it up."""
        return not self._pipe.poll(seconds)

    def go_on(self) -> None:
        """Let it go on."""
        self._pipe.send("go on")

    def kill(self) -> None:
        """Kill it where it is."""
        os.kill(self._process.pid or 0, signal.SIGKILL)

    def report(self) -> Report:
        """Wait until it ends."""
        message = self._receive()
        self._process.join(LONGEST_SECONDS)
        was_killed = self._process.exitcode == -signal.SIGKILL
        self._pipe.close()
        if isinstance(message, Report) and not was_killed:
            return message
        return Report(was_killed, message=f"ended with {self._process.exitcode}")

    def _receive(self) -> object:
        if not self._pipe.poll(LONGEST_SECONDS):
            self.kill()
        try:
            return self._pipe.recv()
        except (EOFError, ConnectionResetError):
            return None


def _main(task: Task, blow: Blow | None, pipe: Connection, log: str) -> None:
    _write_to(log)
    steps = Steps(blow, pipe)
    answer = partial(_ended, steps)
    try:
        with (
            connect(task.url) as database,
            client(
                task.endpoint,
                task.arguments.get("timeout", 5),
                task.arguments.get("page_size", PAGE_SIZE),
            ) as platform,
        ):
            steps.backend = _backend(database)
            if task.arguments.get("audit"):
                steps.audit.connection = database.connection
            work = Work(
                watched(database, steps.watch),
                WatchedPlatform(platform, steps.watch),
                task.arguments,
            )
            report = answer(JOBS[task.job](work), None)
    except Exception as error:
        logging.getLogger("job").exception("The job failed.")
        report = answer(str(error), error)
    pipe.send(report)
    pipe.close()


def _ended(steps: Steps, message: str, error: Exception | None) -> Report:
    done = (False, tuple(steps.done))
    if error is None:
        return Report(
            *done,
            message=message,
            codes=tuple(steps.codes),
            peak_mb=_peak_mb(),
            audited=steps.audit.asked,
            ended_early=tuple(steps.audit.ended_early),
        )
    verdict = "retry" if isinstance(error, Retriable) else "fail"
    if isinstance(error, SetAside):
        verdict = "set aside"
    if not isinstance(error, HiperusError):
        verdict = "a defect"
    codes = (*steps.codes, *codes_of(error))
    return Report(*done, type(error), message, verdict, codes, _peak_mb())


def _peak_mb() -> float:
    """Return the most memory that this process held since it was forked off."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def _write_to(log: str) -> None:
    """Send everything the process says to a file: it is searched for secrets afterwards."""
    file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(file, 1)
    os.dup2(file, 2)
    sys.stdout = os.fdopen(1, "w", buffering=1, closefd=False)
    sys.stderr = os.fdopen(2, "w", buffering=1, closefd=False)
    logging.basicConfig(level=logging.DEBUG, stream=sys.stderr, force=True)


def _backend(database: Database) -> int:
    word = "pg_backend_pid()" if database.dialect is Dialect.POSTGRES else "CONNECTION_ID()"
    return int(database.fetch_text(f"SELECT {word} AS id")[0]["id"])
