"""The steps of a process that works: counted, labelled, and struck at one of them.

A step is one statement or one request to the platform.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

import mysql.connector
import psycopg

from hiperus.domain.cdr import BillingQuery, CdrRow

_AMID_SECONDS = 0.0015
_LABEL = 70
_WITH_ROWS = ("SELECT", "SHOW", "Get")
"""How steps begin that leave rows to be read first; none of them can end a transaction."""
Watch = Callable[[str], contextlib.AbstractContextManager[None]]


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


class Steps:
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
        """Count one step, and strike if it is the one."""
        label = label_of(text)
        self.done.append(label)
        blow = self._struck(text)
        if blow == "before":
            self._strike()
        if blow == "amid":
            threading.Thread(target=self._strike_soon, daemon=True).start()
        try:
            yield
        except Exception as error:
            self.codes += codes_of(error)
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
        elif self._is_open and not label_of(text).startswith(_WITH_ROWS):
            self._ask(text)

    def _ask(self, text: str) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT @@in_transaction")
            self.asked += 1
            if not cursor.fetchall()[0][0]:
                self.ended_early.append(label_of(text))


class WatchedPlatform:
    """A platform whose requests are steps, too."""

    def __init__(self, platform: Any, watch: Watch) -> None:
        self._platform = platform
        self._watch = watch

    @property
    def page_size(self) -> int:
        """How many calls one page asks for."""
        return int(self._platform.page_size)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._platform, name)

    def rows(self, action: str, arguments: Any = None) -> Any:
        """Make a request."""
        with self._watch(action):
            return self._platform.rows(action, arguments)

    def call(self, action: str, arguments: Any = None) -> Any:
        """Make a request."""
        with self._watch(action):
            return self._platform.call(action, arguments)

    def billing_page(self, query: BillingQuery, offset: int, limit: int) -> Iterator[list[CdrRow]]:
        """Read a page."""
        with self._watch("GetBilling"):
            yield from self._platform.billing_page(query, offset, limit)


def codes_of(error: BaseException) -> list[str]:
    """Return the databases' codes of an error and those that it came from."""
    codes: list[str] = []
    current: BaseException | None = error
    while current is not None:
        if isinstance(current, psycopg.Error):
            codes.append(current.sqlstate or "lost")
        elif isinstance(current, mysql.connector.Error):
            codes.append(str(current.errno))
        current = current.__context__
    return codes


def label_of(text: str) -> str:
    """Return the beginning of a statement, without its comments."""
    lines = [line.strip() for line in text.strip().split("\n")]
    return " ".join(line for line in lines if not line.startswith("--"))[:_LABEL]
