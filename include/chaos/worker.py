"""Runs a job in a process of its own, which may be killed or held at any of its steps.

A step is one statement or one request to the platform. The processes are forks of a small server
that has everything imported, so that one costs milliseconds; killing them is a real SIGKILL.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import mysql.connector
import psycopg

from hiperus.domain.cdr import BillingQuery, CdrRow
from hiperus.errors import HiperusError, Retriable, SetAside
from hiperus.storage.connect import connect
from hiperus.storage.database import Database
from hiperus.storage.statements import Dialect
from include.chaos.jobs import JOBS, Work
from include.chaos.platform import PAGE_SIZE, client
from include.chaos.watched import watched

LONGEST_SECONDS = 180
_AMID_SECONDS = 0.0015
_LABEL = 70
Watch = Callable[[str], contextlib.AbstractContextManager[None]]


@dataclass(frozen=True, slots=True)
class Task:
    """A job, where it works, and how."""

    job: str
    url: str
    endpoint: str = "http://127.0.0.1:9/"
    arguments: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Blow:
    """What happens to the process, and when.

    Attributes:
        step: at the n-th step (counted from 1) of those that match.
        match: text that the step's statement or action holds.
        moment: `before` it is sent, `after` it was done and before anything is made of its
            answer, or `amid`: just after it was sent.
        act: `kill`; or `hold`: wait until the bench says go on.
    """

    step: int
    match: str = ""
    moment: str = "before"
    act: str = "kill"


@dataclass(frozen=True, slots=True)
class Report:
    """How a process ended.

    Attributes:
        was_killed: by SIGKILL, as its exit code says.
        steps: what it did, step by step.
        error_class: of the error it ended with, or empty.
        message: the error's sentence, or the job's result.
        verdict: `retry`, `set aside`, `fail`, or empty where there was no error.
        codes: SQLSTATEs (PostgreSQL) or numbers (MySQL) of the errors its statements met.
        peak_mb: the most memory that it held.
    """

    was_killed: bool
    steps: tuple[str, ...] = ()
    error_class: str = ""
    message: str = ""
    verdict: str = ""
    codes: tuple[str, ...] = ()
    peak_mb: float = 0.0

    @property
    def is_done(self) -> bool:
        """Whether the job came to its end."""
        return not self.was_killed and not self.error_class


class Child:
    """A running process."""

    def __init__(self, task: Task, blow: Blow | None, log: Path) -> None:
        """Start it."""
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


class _Steps:
    """Counts steps and strikes at one of them."""

    def __init__(self, blow: Blow | None, pipe: Connection) -> None:
        self._blow = blow
        self._pipe = pipe
        self._left = blow.step if blow else 0
        self.backend = 0
        self.done: list[str] = []
        self.codes: list[str] = []
        self.audit = Audit()

    @contextlib.contextmanager
    def watch(self, text: str) -> Iterator[None]:
        label = _label(text)
        self.done.append(label)
        blow = self._struck(text)
        if blow == "before":
            self._strike()
        if blow == "amid":
            threading.Thread(target=self._strike_soon, daemon=True).start()
        try:
            yield
        except Exception as error:
            self.codes += _codes(error)
            raise
        self.audit.look(text)
        if blow in ("after", "amid"):
            self._strike()

    def _struck(self, text: str) -> str:
        blow = self._blow
        if blow is None or blow.match not in text:
            return ""
        self._left -= 1
        return blow.moment if self._left == 0 else ""

    def _strike(self) -> None:
        if self._blow and self._blow.act == "hold":
            self._pipe.send(self.backend)
            self._pipe.recv()
            return
        os.kill(os.getpid(), signal.SIGKILL)

    def _strike_soon(self) -> None:
        time.sleep(_AMID_SECONDS)
        self._strike()


class Audit:
    """Asks MariaDB after each statement of a transaction whether that is still open."""

    def __init__(self) -> None:
        self.connection: Any = None
        self.asked = 0
        self.ended_early: list[str] = []
        self._is_open = False

    def look(self, text: str) -> None:
        """Look after one statement."""
        if self.connection is None:
            return
        if text in ("START TRANSACTION", "COMMIT", "ROLLBACK"):
            self._is_open = text == "START TRANSACTION"
        elif self._is_open and not text.lstrip("- ").startswith(("SELECT", "Get")):
            self._ask(text)

    def _ask(self, text: str) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT @@in_transaction")
            self.asked += 1
            if not cursor.fetchall()[0][0]:
                self.ended_early.append(_label(text))


class _WatchedPlatform:
    """A platform whose requests are steps, too."""

    def __init__(self, platform: Any, watch: Watch) -> None:
        self._platform = platform
        self._watch = watch

    @property
    def page_size(self) -> int:
        return int(self._platform.page_size)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._platform, name)

    def rows(self, action: str, arguments: Any = None) -> Any:
        with self._watch(action):
            return self._platform.rows(action, arguments)

    def call(self, action: str, arguments: Any = None) -> Any:
        with self._watch(action):
            return self._platform.call(action, arguments)

    def billing_page(self, query: BillingQuery, offset: int, limit: int) -> Iterator[list[CdrRow]]:
        with self._watch("GetBilling"):
            yield from self._platform.billing_page(query, offset, limit)


def _main(task: Task, blow: Blow | None, pipe: Connection, log: str) -> None:
    _write_to(log)
    steps = _Steps(blow, pipe)
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
                _WatchedPlatform(platform, steps.watch),
                task.arguments,
            )
            report = answer(JOBS[task.job](work), None)
    except Exception as error:
        logging.getLogger("job").exception("The job failed.")
        report = answer(str(error), error)
    pipe.send(report)
    pipe.close()


def _ended(steps: _Steps, message: str, error: Exception | None) -> Report:
    done = (False, tuple(steps.done))
    if error is None:
        return Report(*done, message=message, codes=tuple(steps.codes), peak_mb=_peak_mb())
    verdict = "retry" if isinstance(error, Retriable) else "fail"
    if isinstance(error, SetAside):
        verdict = "set aside"
    if not isinstance(error, HiperusError):
        verdict = "a defect"
    codes = (*steps.codes, *_codes(error))
    return Report(*done, type(error).__name__, message, verdict, codes, _peak_mb())


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


def _codes(error: BaseException) -> list[str]:
    codes: list[str] = []
    current: BaseException | None = error
    while current is not None:
        if isinstance(current, psycopg.Error):
            codes.append(current.sqlstate or "lost")
        elif isinstance(current, mysql.connector.Error):
            codes.append(str(current.errno))
        current = current.__context__
    return codes


def _label(text: str) -> str:
    lines = [line.strip() for line in text.strip().split("\n")]
    return " ".join(line for line in lines if not line.startswith("--"))[:_LABEL]
